package org.pointwork.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.WorkingKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.hsm.ZoneKeys.Cryptogram;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.iso8583.KeyField;
import org.pointwork.iso8583.KeyField.Use;
import org.pointwork.link.PartnerConfig.Exchanged;
import org.pointwork.link.PartnerConfig.MadeBy;
import org.pointwork.model.Fields;
import org.pointwork.model.Outcome;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partner's working keys, and the talk by which both sides change them. All of its links share them. */
public final class PartnerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerKeys.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    private static final int KEY_BYTES = 16;

    private final String partner;
    private final Duration patience;
    private final KeyRings rings;
    private final KeyRing<PinKey> pin;
    private final Optional<KeyRing<MacKey>> mac;
    private final Optional<PartnerConfig.KeyExchange> config;
    private final Map<Use, WorkingKey<?>> changing = new EnumMap<>(Use.class);
    private final Map<Use, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private final ReentrantLock renewing = new ReentrantLock();
    private final Turns turns;
    private final Clock clock;
    private volatile Instant renewedAt = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;

    /** Asks the partner over one of its lines. */
    interface Line {
        Outcome ask(String code, Consumer<Fields.Editor> more);
    }

    /** What came of a key message of the partner's. */
    sealed interface Came {}

    record Taken() implements Came {}

    record Wished() implements Came {}

    /** @param reason for DE 44 */
    record Refused(String code, String reason) implements Came {}

    /**
     * @param rings of keys that are not exchanged
     * @param store present where the partner exchanges keys
     * @param held what the module holds now
     * @param turns among all who share the module
     * @throws HsmException KEY_MISSING where a key that changes has no version in the module
     * @throws IllegalArgumentException where the dialect cannot carry a key in the field that the partner names
     */
    public PartnerKeys(
            PartnerConfig partner,
            IsoCodec codec,
            KeyRings rings,
            Optional<ZoneKeys> store,
            List<ZoneKeys.Held> held,
            Turns turns,
            Clock clock) {
        this.rings = rings;
        this.partner = partner.name();
        this.patience = partner.patience();
        this.config = partner.keyExchange();
        this.turns = turns;
        this.clock = clock;
        Optional<Changing> changes = config.map(exchange -> {
            requireRoom(partner, exchange, codec);
            return new Changing(new ZoneKey(exchange.zoneKey()), exchange.overlap(), store.orElseThrow(), held, clock);
        });
        this.pin = ring(new PinKey(partner.pinKey()), PinKey::new, Exchanged.PIN, changes);
        this.mac = Optional.of(partner.macKey())
                .filter(label -> !label.isEmpty())
                .map(label -> ring(new MacKey(label), MacKey::new, Exchanged.MAC, changes));
    }

    /** What the keys that change have in common. */
    private record Changing(ZoneKey zone, Duration overlap, ZoneKeys store, List<ZoneKeys.Held> held, Clock clock) {}

    private <K extends KeyRef> KeyRing<K> ring(
            K first, Function<String, K> named, Exchanged which, Optional<Changing> changes) {
        if (config.filter(exchange -> exchange.keys().contains(which)).isEmpty()) {
            return rings.of(first, named);
        }
        Changing with = changes.orElseThrow();
        var key = new WorkingKey<>(first, named, with.zone(), with.overlap(), with.store(), with.held(), with.clock());
        changing.put(which.use(), key);
        return key;
    }

    /** Said at the start, and not when the first key is due. */
    private static void requireRoom(PartnerConfig partner, PartnerConfig.KeyExchange exchange, IsoCodec codec) {
        KeyField field = KeyField.named(exchange.field());
        try {
            byte[] packed = codec.encode(new NetworkMessages(Clock.systemUTC())
                    .request(
                            NetworkMessages.NEW_KEY,
                            fields -> field.write(fields, new KeyField.Key(Use.MAC, new byte[KEY_BYTES], "000000"))));
            if (field.read(codec.decode(packed).fields()) instanceof KeyField.Key) {
                return;
            }
        } catch (IllegalArgumentException | FormatException e) {
            LOG.debug("no room for a key: {}", e.getMessage());
        }
        throw new IllegalArgumentException(
                "partner " + partner.name() + ": " + partner.dialect() + " cannot carry a key in " + field);
    }

    public KeyRing<PinKey> pin() {
        return pin;
    }

    /** None where messages carry no MAC. */
    public Optional<KeyRing<MacKey>> mac() {
        return mac;
    }

    /** New keys for a line that has signed on, where the partner wants that and no other line has seen to it since. */
    Agreement afterSignOn(Line line, Instant signedOnAt) {
        if (config.filter(PartnerConfig.KeyExchange::atSignOn).isEmpty()) {
            return Agreement.yes("with the keys there are");
        }
        renewing.lock();
        try {
            return renewedAt.isBefore(signedOnAt) ? renew(line) : Agreement.yes("another link has changed them");
        } finally {
            renewing.unlock();
        }
    }

    /**
     * Changes keys whose time has come, sees what other nodes have changed, and takes those away whose overlap is over.
     * Called now and then by each line.
     */
    void keepFresh(Line line) {
        try {
            changing.values().forEach(WorkingKey::tidy);
        } catch (HsmException e) {
            LOG.warn("partner {}: the module was not looked into: {}", partner, e.getMessage());
        }
        if (isDue() && renewing.tryLock()) {
            try {
                renewWhere(this::isDue, line);
            } finally {
                renewing.unlock();
            }
        }
    }

    private boolean isDue() {
        Instant now = clock.instant();
        return config.flatMap(PartnerConfig.KeyExchange::every)
                .filter(every -> now.isAfter(notBefore))
                .filter(every -> changing.values().stream()
                        .anyMatch(key -> now.isAfter(key.since().plus(every))))
                .isPresent();
    }

    /** Agrees with the partner on a new key for each use, over one line. */
    Agreement renew(Line line) {
        return renewWhere(() -> true, line);
    }

    /** @param wanted asked when no other node is at it any more */
    private Agreement renewWhere(BooleanSupplier wanted, Line line) {
        if (config.isEmpty()) {
            return Agreement.no("no keys are exchanged with this partner");
        }
        renewing.lock();
        Optional<Turns.Turn> turn = Optional.empty();
        try {
            turn = turns.take("new keys with " + partner, patience.multipliedBy(2));
            if (turn.isEmpty()) {
                return Agreement.no("another node is changing them, or the journal is away");
            }
            changing.values().forEach(WorkingKey::look);
            if (!wanted.getAsBoolean()) {
                return Agreement.yes("another node has changed them");
            }
            notBefore = clock.instant().plus(TRY_AGAIN);
            for (Map.Entry<Use, WorkingKey<?>> key : changing.entrySet()) {
                Agreement agreement = config.get().madeBy() == MadeBy.PARTNER
                        ? wish(config.get(), line, key.getKey())
                        : offer(config.get(), line, key.getKey(), key.getValue());
                if (!agreement.given()) {
                    LOG.warn("partner {}: {} key stays as it is: {}", partner, key.getKey(), agreement.why());
                    return Agreement.no(key.getKey() + " key: " + agreement.why());
                }
            }
            renewedAt = clock.instant();
            return Agreement.yes("new keys: " + changing.keySet());
        } catch (HsmException e) {
            return Agreement.no("HSM: " + e.getMessage());
        } finally {
            turn.ifPresent(Turns.Turn::close);
            renewing.unlock();
        }
    }

    private Agreement offer(PartnerConfig.KeyExchange exchange, Line line, Use use, WorkingKey<?> key) {
        Cryptogram made = key.offer();
        KeyField field = KeyField.named(exchange.field());
        Outcome outcome = line.ask(
                exchange.changeCode().orElse(NetworkMessages.NEW_KEY),
                fields -> field.write(
                        fields, new KeyField.Key(use, made.bytes(), made.kcv().hex())));
        return switch (outcome) {
            case Outcome.Answered(String _, var reply)
            when reply.approves() ->
                alone(key::agreed)
                        ? changed(use, made.kcv())
                        : Agreement.no("another node is changing them, or the journal is away");
            case Outcome.Answered(String _, var reply) -> {
                key.refused();
                yield Agreement.no("the partner refused it with " + reply.responseCode());
            }
            case Outcome.NotSent(String _, String why) -> {
                key.refused();
                yield Agreement.no(why);
            }
            // it may use the key: what comes under it is taken, and the next offer settles it
            case Outcome.NoAnswer _, Outcome.Untrusted _ -> Agreement.no("the partner did not answer");
        };
    }

    /** The key comes in the answer, or in a message of the partner's own soon after. */
    private Agreement wish(PartnerConfig.KeyExchange exchange, Line line, Use use) {
        KeyField field = KeyField.named(exchange.field());
        WorkingKey<?> key = changing.get(use);
        KeyRef before = key.current();
        CompletableFuture<Boolean> comes = new CompletableFuture<>();
        awaited.put(use, comes);
        try {
            Outcome outcome = line.ask(
                    exchange.askCode().orElse(NetworkMessages.KEY_WISH),
                    fields -> field.write(fields, new KeyField.Wish(use)));
            if (!(outcome instanceof Outcome.Answered(String _, var reply))) {
                return Agreement.no(outcome instanceof Outcome.NotSent(String _, String why) ? why : "no answer");
            }
            if (!reply.approves()) {
                return Agreement.no("the partner refused with " + reply.responseCode());
            }
            if (field.read(reply.fields()) instanceof KeyField.Key came && take(came) instanceof Refused refused) {
                return Agreement.no(refused.reason());
            }
            if (comes.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join()) {
                return Agreement.yes("a key came");
            }
            key.look();
            return key.current().equals(before)
                    ? Agreement.no("the partner sent no key")
                    : Agreement.yes("a key came to another node");
        } catch (FormatException e) {
            return Agreement.no(e.getMessage());
        } finally {
            awaited.remove(use);
        }
    }

    /** What the partner's own message brings or asks for. */
    Came asked(Fields fields) {
        if (config.isEmpty()) {
            return new Refused(ResponseCode.INVALID_TRANSACTION, "NO KEYS ARE EXCHANGED");
        }
        try {
            return switch (KeyField.named(config.get().field()).read(fields)) {
                case KeyField.Key key ->
                    config.get().madeBy() == MadeBy.US
                            ? new Refused(ResponseCode.INVALID_TRANSACTION, "KEYS ARE MADE HERE")
                            : take(key);
                case KeyField.Wish _, KeyField.Nothing _ ->
                    config.get().madeBy() == MadeBy.PARTNER
                            ? new Refused(ResponseCode.INVALID_TRANSACTION, "KEYS ARE MADE THERE")
                            : new Wished();
            };
        } catch (FormatException e) {
            LOG.warn("partner {}: no key in its message: {}", partner, e.getMessage());
            return new Refused(ResponseCode.FORMAT_ERROR, "NO KEY IN IT");
        }
    }

    private Came take(KeyField.Key came) {
        WorkingKey<?> key = changing.get(came.use());
        if (key == null) {
            return new Refused(ResponseCode.INVALID_TRANSACTION, "NOT A KEY OF OURS");
        }
        try {
            Kcv kcv = new Kcv(came.checkValue());
            if (!alone(() -> key.receive(new Cryptogram(came.cryptogram(), kcv)))) {
                return new Refused(ResponseCode.MALFUNCTION, "TRY AGAIN");
            }
            changed(came.use(), kcv);
            Optional.ofNullable(awaited.get(came.use())).ifPresent(waits -> waits.complete(true));
            return new Taken();
        } catch (HsmException e) {
            LOG.error("partner {}: {} key not taken: {}", partner, came.use(), e.getMessage());
            return e.reason() == Reason.REFUSED
                    ? new Refused(ResponseCode.SECURITY_VIOLATION, "KEY OR KCV REFUSED")
                    : new Refused(ResponseCode.MALFUNCTION, "HSM");
        }
    }

    /** Two nodes that number a new version at once would give it one number. Says whether it was done. */
    private boolean alone(Runnable change) {
        Optional<Turns.Turn> turn = turns.take("numbering keys of " + partner, patience);
        try (Turns.Turn _ = turn.orElse(() -> {})) {
            turn.ifPresent(_ -> change.run());
        }
        return turn.isPresent();
    }

    private Agreement changed(Use use, Kcv kcv) {
        LOG.info("partner {}: new {} key, check value {}", partner, use, kcv);
        return Agreement.yes("check value " + kcv);
    }
}

package org.pointwork.txn;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinSource;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.link.PartnerConfig;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.registry.Terminal;
import org.pointwork.security.MacKeys;
import org.pointwork.security.MessageMac;

/**
 * What payments ask of the HSM under the keys of their terminal, or of its door where it has none of its own, and of
 * their partner. Names are read once, with the configuration or at a terminal's first message, and not for every payment;
 * a door's and a partner's key may change while it runs. Keys of single transactions are named by each message.
 */
public final class Keyring {
    private static final TerminalKeys.None NO_SERIALS =
            new TerminalKeys.None(new Refusal(ResponseCode.MALFUNCTION, "the door takes no key serial numbers"));
    private static final TerminalKeys.None NO_KEY =
            new TerminalKeys.None(new Refusal(ResponseCode.MALFUNCTION, "neither terminal nor door has such a key"));

    private final Hsm hsm;
    private final Map<String, Door> doors;
    private final Map<String, KeyRing<PinKey>> partnerPinKeys;

    /** A door's keys, and the MACs of those terminals behind it that have a key of their own. */
    private record Door(
            Hsm hsm,
            IsoCodec codec,
            MacAlgorithm algorithm,
            Optional<TerminalKeys.Held> held,
            Optional<KeySerials> serials,
            Optional<BaseKey> baseKey,
            Map<MacKey, MessageMac> terminalMacs) {
        static Door of(Hsm hsm, KeyRings rings, ListenerConfig config) {
            IsoCodec codec = new IsoCodec(Dialect.named(config.dialect()));
            Optional<TerminalKeys.Held> held = config.macKey().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TerminalKeys.Held(
                            mac(hsm, rings.of(new MacKey(config.macKey()), MacKey::new), config.takesMac(), codec),
                            rings.of(new PinKey(config.pinKey()), PinKey::new)));
            return new Door(
                    hsm,
                    codec,
                    config.takesMac(),
                    held,
                    config.dukpt().map(dukpt -> new KeySerials(hsm, codec, dukpt.serialField())),
                    config.dukpt().flatMap(ListenerConfig.Dukpt::baseKey).map(BaseKey::new),
                    new ConcurrentHashMap<>());
        }

        private static MessageMac mac(Hsm hsm, KeyRing<MacKey> keys, MacAlgorithm algorithm, IsoCodec codec) {
            return new MessageMac(hsm, hsm.toFinish(), new MacKeys.Held(keys, algorithm), codec);
        }

        TerminalKeys keys(Optional<Terminal> terminal, Fields message) {
            Optional<BaseKey> own = terminal.flatMap(Terminal::baseKey);
            if (own.isPresent()) {
                return derived(own.get(), message);
            }
            if (terminal.isPresent() && terminal.get().hasKeys()) {
                return keysOf(terminal.get());
            }
            return held.isPresent() ? held.get() : derived(baseKey.orElseThrow(), message);
        }

        private TerminalKeys derived(BaseKey base, Fields message) {
            return serials.isPresent() ? serials.get().keys(base, message) : NO_SERIALS;
        }

        /** Its own, and the door's for what it has none for. */
        private TerminalKeys keysOf(Terminal terminal) {
            Optional<MessageMac> mac = terminal.macKey()
                    .map(own ->
                            terminalMacs.computeIfAbsent(own, key -> mac(hsm, KeyRing.fixed(key), algorithm, codec)))
                    .or(() -> held.map(TerminalKeys.Held::mac));
            Optional<KeyRing<PinKey>> pin =
                    terminal.pinKey().map(KeyRing::fixed).or(() -> held.map(TerminalKeys.Held::pin));
            return mac.isPresent() && pin.isPresent() ? new TerminalKeys.Held(mac.get(), pin.get()) : NO_KEY;
        }
    }

    /**
     * @param rings of the doors' keys; terminals' keys change in the registry
     * @param partnerPinKeys by the partner's name
     * @throws IllegalArgumentException where a name is no key's
     */
    public Keyring(Hsm hsm, KeyRings rings, List<ListenerConfig> doors, Map<String, KeyRing<PinKey>> partnerPinKeys) {
        this.hsm = hsm;
        this.doors = doors.stream().collect(toUnmodifiableMap(ListenerConfig::name, door -> Door.of(hsm, rings, door)));
        this.partnerPinKeys = Map.copyOf(partnerPinKeys);
    }

    /**
     * The keys of a message that comes from a terminal by a door, and of its answer.
     *
     * @param message as it came
     */
    public TerminalKeys keysOf(ListenerConfig door, Optional<Terminal> terminal, Fields message) {
        return doors.get(door.name()).keys(terminal, message);
    }

    /**
     * A PIN block from the terminal's key to the partner's, from the door's format to the partner's.
     *
     * @return 8 or 16 bytes
     * @throws HsmException as {@link Hsm#translatePin}
     */
    public byte[] translatePin(ListenerConfig door, TerminalKeys from, PartnerConfig partner, byte[] block, Pan pan) {
        return pan.inClear(digits -> {
            Translation to = new Translation(door, partner, block, digits);
            return switch (from) {
                case TerminalKeys.Held held -> translatePin(held.pin(), to);
                case TerminalKeys.OfTransaction once -> translatePin(once.pin(), to);
                case TerminalKeys.None(Refusal why) ->
                    throw new HsmException(Reason.KEY_MISSING, "a terminal's PIN key", why.why());
            };
        });
    }

    /** A PIN block on its way, but for the key that it is under. */
    private record Translation(ListenerConfig door, PartnerConfig partner, byte[] block, byte[] digits) {}

    private byte[] translatePin(PinSource from, Translation to) {
        return hsm.translatePin(
                from,
                to.door().pinPlace().format(),
                partnerPinKeys.get(to.partner().name()).current(),
                to.partner().pinPlace().format(),
                to.block(),
                to.digits());
    }

    /** A block that is none under the current key may be under one that was replaced a while ago. */
    private byte[] translatePin(KeyRing<PinKey> from, Translation to) {
        PinKey current = from.current();
        try {
            return translatePin(current, to);
        } catch (HsmException e) {
            if (e.reason() != Reason.BAD_PIN_BLOCK) {
                throw e;
            }
            return from.accepted().stream()
                    .filter(other -> !other.equals(current))
                    .flatMap(other -> tried(other, to).stream())
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    /** Empty where it fails: what the current key said stands. */
    private Optional<byte[]> tried(PinKey from, Translation to) {
        try {
            return Optional.of(translatePin(from, to));
        } catch (HsmException _) {
            return Optional.empty();
        }
    }
}

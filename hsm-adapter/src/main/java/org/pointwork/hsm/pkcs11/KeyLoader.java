package org.pointwork.hsm.pkcs11;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRules;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.hsm.ceremony.ComponentStore;
import org.pointwork.hsm.keyblock.BlockPolicy;
import org.pointwork.hsm.keyblock.KeyBlock;
import org.pointwork.hsm.keyblock.KeyBlocks;

/**
 * Puts keys into a token, and replaces them. A replacement is created whole before the old key is destroyed, and lookups
 * take the newest, so users of a label see the old key or the new one and never none. Users in the same process pause for
 * the milliseconds that a change takes.
 *
 * <p>Keys are private, sensitive and never extractable, and may do what their purpose needs and nothing else.
 */
public final class KeyLoader implements ZoneKeys, KeyBlocks, ComponentStore {

    /** A key in the token, with the check value computed there. */
    public record Entry(KeyRef key, KeyAlgorithm algorithm, Kcv kcv) {}

    /**
     * What custodians want to know of a key.
     *
     * @param since when it was stored
     * @param end its last day, as the token keeps it; whoever rotates keys heeds it, the token does not
     */
    public record Details(Entry entry, Instant since, Optional<LocalDate> end) {}

    private static final Comparator<KeyObject> COMPANIONS_FIRST =
            Comparator.comparing((KeyObject object) -> object.id().part()).reversed();

    private final TokenConnection token;

    private KeyLoader(TokenConnection token) {
        this.token = token;
    }

    /** Opens the token for changes; throws UNAVAILABLE where that fails. */
    public static KeyLoader open(Pkcs11Config config) {
        return new KeyLoader(TokenConnection.open(config.withSessions(1), true));
    }

    /**
     * Creates or replaces a key from its clear value. The check value is computed in the token from a copy that dies with
     * the session; only a key that passes is stored.
     *
     * @param clear the key, which the caller wipes; copies made here are wiped before this returns
     * @throws HsmException REFUSED for an algorithm that does not fit the purpose, a wrong length, a weak or parity-bad
     *     key, or a check value that disagrees; the token is then as it was
     */
    @Override
    public Kcv importKey(KeyRef key, KeyAlgorithm algorithm, byte[] clear, Kcv expected) {
        KeyRules.require(key, algorithm);
        KeyRules.requireSound(key, algorithm, clear);
        return change(key, session -> store(session, key, algorithm, clear, expected));
    }

    private static Kcv store(Session session, KeyRef key, KeyAlgorithm algorithm, byte[] clear, Kcv expected) {
        var factory = new KeyFactory(session, key, algorithm);
        Kcv actual = factory.checkValueOf(clear);
        if (!actual.agreesWith(expected)) {
            throw HsmException.refused(
                    Fault.CHECK_VALUE, key.label(), "check value " + actual + " is not the expected " + expected);
        }
        var earlier = KeyObject.of(session, key);
        factory.store(nextId(key, earlier), clear);
        destroy(session, earlier);
        return actual;
    }

    /** {@inheritDoc} The clear key is in this process for some microseconds: see {@link ZoneOperations}. */
    @Override
    public void receive(ZoneKey zone, KeyRef key, Cryptogram came) {
        KeyAlgorithm algorithm = ZoneOperations.algorithmOf(key, came);
        KeyRules.require(key, algorithm);
        change(key, session -> {
            byte[] clear = ZoneOperations.decipher(session, zone, came.bytes());
            try {
                KeyRules.requireSound(key, algorithm, clear);
                return store(session, key, algorithm, clear, came.kcv());
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        });
    }

    /** {@inheritDoc} The clear key is in this process for some microseconds: see {@link BlockOperations}. */
    @Override
    public Kcv receive(BlockKey under, KeyBlock block, KeyRef key, BlockPolicy policy, Optional<Kcv> expected) {
        return change(
                key,
                session -> BlockOperations.receive(
                        session,
                        under,
                        block,
                        key,
                        policy,
                        (algorithm, clear) -> store(session, key, algorithm, clear, expected)));
    }

    /** {@inheritDoc} The clear key is in this process for some microseconds: see {@link BlockOperations}. */
    @Override
    public Made issue(BlockKey under, KeyRef key, KeyAlgorithm algorithm, char exportability) {
        KeyRules.require(key, algorithm);
        return change(
                key,
                session -> BlockOperations.issue(
                        session,
                        under,
                        key,
                        algorithm,
                        exportability,
                        (made, clear) -> store(session, key, made, clear, Optional.empty())));
    }

    private static Kcv store(
            Session session, KeyRef key, KeyAlgorithm algorithm, byte[] clear, Optional<Kcv> expected) {
        Kcv right = expected.orElseGet(() -> new KeyFactory(session, key, algorithm).checkValueOf(clear));
        return store(session, key, algorithm, clear, right);
    }

    @Override
    public Kcv checkValueOf(KeyAlgorithm algorithm, byte[] clear, KcvMethod method) {
        return token.run("clear key", (session, _) -> CheckValues.ofClear(session, algorithm, clear, method));
    }

    /**
     * The check value of a stored key.
     *
     * @throws HsmException REFUSED for USAGE where the key may not show it by this method
     */
    public Kcv check(KeyRef key, KcvMethod method) {
        return token.run(key.label(), (session, _) -> {
            var stored = KeyTable.newest(session, key);
            return CheckValues.of(session, key, stored.handle(), stored.algorithm(), method);
        });
    }

    /** Says until which day a key is meant to be used. */
    public void setEnd(KeyRef key, LocalDate day) {
        change(key, session -> {
            Validity.setEnd(session, KeyTable.newest(session, key).handle(), day);
            return day;
        });
    }

    /** {@inheritDoc} The clear key is in this process for some microseconds: see {@link ZoneOperations}. */
    @Override
    public Cryptogram issue(ZoneKey zone, KeyRef key) {
        KeyRules.require(key, KeyAlgorithm.TDES2);
        return change(key, session -> {
            byte[] clear = ZoneOperations.random(session, KeyAlgorithm.TDES2);
            try {
                byte[] underZone = ZoneOperations.encipher(session, zone, clear);
                Kcv kcv = new KeyFactory(session, key, KeyAlgorithm.TDES2).checkValueOf(clear);
                return new Cryptogram(underZone, store(session, key, KeyAlgorithm.TDES2, clear, kcv));
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        });
    }

    /** {@inheritDoc} The objects are copied inside the token, the key itself last, so that nobody finds half of one. */
    @Override
    public void copy(KeyRef from, KeyRef to) {
        change(to, session -> {
            long newest = KeyTable.newest(session, from).generation();
            var replaced = KeyObject.of(session, to);
            var id = nextId(to, replaced);
            KeyObject.of(session, from).stream()
                    .filter(object -> object.id().generation() == newest)
                    .sorted(COMPANIONS_FIRST)
                    .forEach(object -> KeyFactory.copy(
                            session, object, to, id.as(object.id().part())));
            destroy(session, replaced);
            return id;
        });
    }

    @Override
    public List<Held> held() {
        return token.run("all keys", (session, _) -> HeldKeys.of(session));
    }

    /** Creates or replaces a key with a random one that is made in the token and never leaves it. */
    public Kcv generateKey(KeyRef key, KeyAlgorithm algorithm) {
        KeyRules.require(key, algorithm);
        return change(key, session -> {
            var factory = new KeyFactory(session, key, algorithm);
            var earlier = KeyObject.of(session, key);
            long made = factory.generate(nextId(key, earlier));
            destroy(session, earlier);
            return CheckValues.of(session, key, made, algorithm);
        });
    }

    @Override
    public boolean remove(KeyRef key) {
        return change(key, session -> {
            var objects = KeyObject.of(session, key);
            destroy(session, objects);
            return !objects.isEmpty();
        });
    }

    /** The keys in the token, by purpose and label. */
    public List<Entry> list() {
        return details().stream().map(Details::entry).toList();
    }

    /** As {@link #list}, with dates. */
    public List<Details> details() {
        return token.run("all keys", (session, _) -> KeyObject.all(session).stream()
                .map(KeyObject::key)
                .distinct()
                .sorted(Comparator.comparing(KeyRef::purpose).thenComparing(KeyRef::label))
                .map(key -> details(session, key))
                .toList());
    }

    private static Details details(Session session, KeyRef key) {
        var stored = KeyTable.newest(session, key);
        return new Details(
                entry(session, key), Instant.ofEpochMilli(stored.generation()), Validity.end(session, stored.handle()));
    }

    private <T> T change(KeyRef key, Function<Session, T> work) {
        try {
            return token.run(key.label(), (session, _) -> work.apply(session));
        } finally {
            token.keysChanged();
        }
    }

    private static Entry entry(Session session, KeyRef key) {
        var stored = KeyTable.newest(session, key);
        return new Entry(key, stored.algorithm(), CheckValues.of(session, key, stored.handle(), stored.algorithm()));
    }

    /** Grows with each replacement even if the clock went back. */
    private static KeyId nextId(KeyRef key, List<KeyObject> earlier) {
        long newest = earlier.stream()
                .mapToLong(object -> object.id().generation())
                .max()
                .orElse(0);
        return new KeyId(key.purpose(), KeyId.Part.KEY, Math.max(System.currentTimeMillis(), newest + 1));
    }

    /** Keys before their companions, so that nobody finds a key without one. */
    private static void destroy(Session session, List<KeyObject> objects) {
        objects.stream().sorted(COMPANIONS_FIRST.reversed()).forEach(object -> session.cryptoki()
                .destroyObject(session.handle(), object.handle()));
    }

    @Override
    public void close() {
        token.close();
    }
}

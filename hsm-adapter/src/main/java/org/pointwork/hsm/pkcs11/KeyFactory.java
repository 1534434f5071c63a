package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRules;
import org.pointwork.hsm.TdesRules;
import org.pointwork.hsm.dukpt.TdesTransaction;
import org.pointwork.hsm.pkcs11.KeyId.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the objects of one key in a token. */
final class KeyFactory {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFactory.class);

    private final Session session;
    private final KeyRef key;
    private final KeyAlgorithm algorithm;

    KeyFactory(Session session, KeyRef key, KeyAlgorithm algorithm) {
        this.session = session;
        this.key = key;
        this.algorithm = algorithm;
    }

    /** The check value of a clear key, computed in the token with an object that is gone afterwards. */
    Kcv checkValueOf(byte[] clear) {
        try (var arena = Arena.ofConfined()) {
            var template = KeyTemplate.of(arena, key, algorithm, Part.KEY).add(Ck.CKA_TOKEN, false);
            long object = create(arena, template, clear);
            try {
                return CheckValues.of(session, key, object, algorithm);
            } finally {
                session.cryptoki().destroyObject(session.handle(), object);
            }
        }
    }

    /** Stores a clear key under an id, after its companions where it needs them. */
    long store(KeyId id, byte[] clear) {
        if (KeyRules.needsVariant(key, algorithm)) {
            byte[] variant = TdesTransaction.variantOf(clear);
            try {
                create(id.as(Part.VARIANT), variant);
            } finally {
                Arrays.fill(variant, (byte) 0);
            }
        }
        if (KeyRules.needsChain(key, algorithm)) {
            byte[] single = TdesRules.single(clear);
            byte[] chain = TdesRules.degenerate(clear);
            try {
                keepIfUsable(() -> create(id.as(Part.SINGLE), single));
                create(id.as(Part.CHAIN), chain);
            } finally {
                Arrays.fill(single, (byte) 0);
                Arrays.fill(chain, (byte) 0);
            }
        }
        if (KeyRules.needsVariants(key, algorithm)) {
            createVariant(id.as(Part.ENCIPHER_VARIANT), clear, 0x45);
            createVariant(id.as(Part.MAC_VARIANT), clear, 0x4D);
        }
        return create(id, clear);
    }

    private void createVariant(KeyId id, byte[] clear, int constant) {
        byte[] variant = TdesRules.variant(clear, constant);
        try {
            create(id, variant);
        } finally {
            Arrays.fill(variant, (byte) 0);
        }
    }

    /** Keeps a key for single DES, which few tokens do; the others work without. */
    private void keepIfUsable(LongSupplier maker) {
        try {
            long made = maker.getAsLong();
            if (!session.does(BlockCipher.DES_CBC_ENCRYPT, made)) {
                session.cryptoki().destroyObject(session.handle(), made);
            }
        } catch (CkException e) {
            if (e.kind() == CkException.Kind.CONNECTION_LOST) {
                throw e;
            }
            LOG.info("{}: no key for single DES: {}", key.label(), e.getMessage());
        }
    }

    /** Makes a random key under an id, its companion too where it needs one. */
    long generate(KeyId id) {
        try (var arena = Arena.ofConfined()) {
            if (KeyRules.needsChain(key, algorithm)) {
                return generatePair(arena, id);
            }
            if (KeyRules.needsVariant(key, algorithm)) {
                return storeRandom(id);
            }
            var template = stored(arena, id);
            if (!algorithm.isTdes()) {
                template.add(Ck.CKA_VALUE_LEN, (long) algorithm.lengthInBytes());
            }
            return generate(arena, KeyTemplate.generator(algorithm), template);
        }
    }

    /** Tokens exclusive-or no keys, so a key with a variant is in this process for some microseconds. */
    private long storeRandom(KeyId id) {
        byte[] clear = ZoneOperations.random(session, algorithm);
        try {
            return store(id, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** A pair derived from a throw-away key, which no program ever sees. */
    private long generatePair(Arena arena, KeyId id) {
        var template = new Attributes(arena)
                .add(Ck.CKA_TOKEN, false)
                .add(Ck.CKA_SENSITIVE, true)
                .add(Ck.CKA_EXTRACTABLE, false)
                .add(Ck.CKA_DERIVE, true);
        long base = generate(arena, Mechanisms.plain(Ck.CKM_DES3_KEY_GEN), template);
        try {
            return derivePair(base, session.random(algorithm.lengthInBytes()), id);
        } finally {
            session.cryptoki().destroyObject(session.handle(), base);
        }
    }

    /** K1, K1‖K1 and K1‖K2 by encrypting D1, D1‖D1 and D1‖D2 under the base key: the same D1 gives the same K1. */
    long derivePair(long base, byte[] data, KeyId id) {
        try (var arena = Arena.ofConfined()) {
            keepIfUsable(() -> derive(arena, base, TdesRules.single(data), stored(arena, id.as(Part.SINGLE))));
            derive(arena, base, TdesRules.degenerate(data), stored(arena, id.as(Part.CHAIN)));
            return derive(arena, base, data, stored(arena, id));
        }
    }

    private long derive(Arena arena, long base, byte[] data, Attributes template) {
        var bytes = arena.allocateFrom(JAVA_BYTE, data);
        return session.derive(Mechanisms.derivation(arena, Ck.CKM_DES3_ECB_ENCRYPT_DATA, bytes), base, template);
    }

    private long generate(Arena arena, MemorySegment mechanism, Attributes template) {
        var handle = arena.allocate(JAVA_LONG);
        session.cryptoki().generateKey(session.handle(), mechanism, template, handle);
        return handle.get(JAVA_LONG, 0);
    }

    private long create(KeyId id, byte[] clear) {
        try (var arena = Arena.ofConfined()) {
            return create(arena, stored(arena, id), clear);
        }
    }

    private long create(Arena arena, Attributes template, byte[] clear) {
        try (var secret = new NativeSecret(clear)) {
            return session.create(template.add(Ck.CKA_VALUE, secret.memory()));
        }
    }

    /** Copies an object of a key inside the token, under another name and id. */
    static long copy(Session session, KeyObject object, KeyRef name, KeyId id) {
        try (var arena = Arena.ofConfined()) {
            var template = new Attributes(arena)
                    .add(Ck.CKA_TOKEN, true)
                    .add(Ck.CKA_LABEL, name.label())
                    .add(Ck.CKA_ID, id.toString());
            var handle = arena.allocate(JAVA_LONG);
            session.cryptoki().copyObject(session.handle(), object.handle(), template, handle);
            return handle.get(JAVA_LONG, 0);
        }
    }

    private Attributes stored(Arena arena, KeyId id) {
        return KeyTemplate.of(arena, key, algorithm, id.part())
                .add(Ck.CKA_TOKEN, true)
                .add(Ck.CKA_LABEL, key.label())
                .add(Ck.CKA_ID, id.toString());
    }
}

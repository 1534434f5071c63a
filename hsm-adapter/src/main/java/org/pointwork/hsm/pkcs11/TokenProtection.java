package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.keyblock.BlockProtection;
import org.pointwork.hsm.keyblock.Derivation;
import org.pointwork.hsm.keyblock.KeyBlockVersion;

/**
 * A protection key in a token. The keys of a block never leave the token: those of versions B and D are derived there by
 * enciphering data, those of A and C are companions that were made when the key was loaded, for no token derives by XOR.
 */
final class TokenProtection implements BlockProtection {
    private final Session session;
    private final BlockKey key;
    private final StoredKey stored;

    TokenProtection(Session session, BlockKey key) {
        this.session = session;
        this.key = key;
        this.stored = KeyTable.newest(session, key);
    }

    KeyAlgorithm algorithm() {
        return stored.algorithm();
    }

    long handle() {
        return stored.handle();
    }

    @Override
    public String label() {
        return key.label();
    }

    @Override
    public Keys keys(KeyBlockVersion version) {
        if (version.isAes() != stored.algorithm().isAes()) {
            throw HsmException.refused(
                    Fault.ALGORITHM,
                    key.label(),
                    "version " + version + " takes a protection key of " + (version.isAes() ? "AES" : "TDEA"));
        }
        return version.isDerived() ? derived() : variants();
    }

    private Keys derived() {
        byte[] ofZeros = session.ofZeros(stored.algorithm(), stored.handle());
        try {
            long encipher = derive(Derivation.Use.ENCIPHER, ofZeros);
            try {
                return new TokenKeys(encipher, derive(Derivation.Use.AUTHENTICATE, ofZeros), true);
            } catch (RuntimeException e) {
                destroy(encipher);
                throw e;
            }
        } finally {
            Arrays.fill(ofZeros, (byte) 0);
        }
    }

    private long derive(Derivation.Use use, byte[] ofZeros) {
        byte[] blocks = Derivation.blocks(use, stored.algorithm().lengthInBytes(), ofZeros);
        try (var arena = Arena.ofConfined();
                var data = new NativeSecret(blocks)) {
            boolean aes = stored.algorithm().isAes();
            var mechanism = Mechanisms.derivation(
                    arena, aes ? Ck.CKM_AES_ECB_ENCRYPT_DATA : Ck.CKM_DES3_ECB_ENCRYPT_DATA, data.memory());
            var handle = arena.allocate(JAVA_LONG);
            session.cryptoki()
                    .deriveKey(
                            session.handle(),
                            mechanism,
                            stored.handle(),
                            KeyTemplate.ofBlock(arena, use, stored.algorithm()),
                            handle);
            return handle.get(JAVA_LONG, 0);
        } finally {
            Arrays.fill(blocks, (byte) 0);
        }
    }

    private Keys variants() {
        var objects = KeyObject.of(session, key);
        return new TokenKeys(
                companion(objects, KeyId.Part.ENCIPHER_VARIANT), companion(objects, KeyId.Part.MAC_VARIANT), false);
    }

    private long companion(List<KeyObject> objects, KeyId.Part part) {
        return objects.stream()
                .filter(object -> object.id().part() == part && object.id().generation() == stored.generation())
                .mapToLong(KeyObject::handle)
                .findFirst()
                .orElseThrow(
                        () -> HsmException.refused(
                                Fault.POLICY,
                                key.label(),
                                "versions A and C take a protection key that was loaded, for its variants cannot be made in the token"));
    }

    private void destroy(long object) {
        session.cryptoki().destroyObject(session.handle(), object);
    }

    /** Two objects in the token. */
    private final class TokenKeys implements Keys {
        private final long encipher;
        private final long authenticate;
        private final boolean derived;

        TokenKeys(long encipher, long authenticate, boolean derived) {
            this.encipher = encipher;
            this.authenticate = authenticate;
            this.derived = derived;
        }

        @Override
        public byte[] encipher(byte[] iv, byte[] clear) {
            try (var arena = Arena.ofConfined()) {
                session.encrypt(cbc(arena, iv), encipher, session.stage(clear), clear.length);
                return taken(0, clear.length);
            }
        }

        @Override
        public byte[] decipher(byte[] iv, byte[] enciphered) {
            try (var arena = Arena.ofConfined()) {
                session.decrypt(cbc(arena, iv), encipher, session.stage(enciphered), enciphered.length);
                return taken(0, enciphered.length);
            }
        }

        private MemorySegment cbc(Arena arena, byte[] iv) {
            long type = stored.algorithm().isAes() ? Ck.CKM_AES_CBC : Ck.CKM_DES3_CBC;
            return Mechanisms.with(arena, type, arena.allocateFrom(JAVA_BYTE, iv));
        }

        @Override
        public byte[] mac(byte[] data) {
            if (!derived) {
                session.encrypt(Mechanisms.DES3_CBC_ZERO_IV, authenticate, session.stage(data), data.length);
                return taken(data.length - KeyBlockVersion.A.blockBytes(), KeyBlockVersion.A.blockBytes());
            }
            var cmac = stored.algorithm().isAes() ? Mechanisms.AES_CMAC : Mechanisms.DES3_CMAC;
            return taken(0, (int) session.sign(cmac, authenticate, session.stage(data), data.length));
        }

        private byte[] taken(int from, int length) {
            byte[] bytes = session.result().asSlice(from, length).toArray(JAVA_BYTE);
            session.wipe();
            return bytes;
        }

        @Override
        public void close() {
            if (derived) {
                destroy(encipher);
                destroy(authenticate);
            }
        }
    }
}

package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/** A key object of ours as it lies in the token. */
record KeyObject(long handle, KeyRef key, KeyId id, KeyAlgorithm algorithm) {
    private static final int MOST = 1024;
    private static final int ROOM = 128;

    /** The objects of one key, companions and older generations included. */
    static List<KeyObject> of(Session session, KeyRef key) {
        try (var arena = Arena.ofConfined()) {
            var template = secretKeys(arena).add(Ck.CKA_LABEL, key.label());
            return find(session, arena, template).stream()
                    .filter(object -> object.key.equals(key))
                    .toList();
        }
    }

    /** All objects of ours. */
    static List<KeyObject> all(Session session) {
        try (var arena = Arena.ofConfined()) {
            return find(session, arena, secretKeys(arena));
        }
    }

    private static Attributes secretKeys(Arena arena) {
        return new Attributes(arena).add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY).add(Ck.CKA_TOKEN, true);
    }

    private static List<KeyObject> find(Session session, Arena arena, Attributes template) {
        var cryptoki = session.cryptoki();
        var handles = arena.allocate(JAVA_LONG, MOST);
        var count = arena.allocate(JAVA_LONG);
        cryptoki.findObjectsInit(session.handle(), template);
        try {
            cryptoki.findObjects(session.handle(), handles, MOST, count);
        } finally {
            cryptoki.findObjectsFinal(session.handle());
        }
        var found = new ArrayList<KeyObject>();
        for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
            read(session, arena, handles.getAtIndex(JAVA_LONG, i)).ifPresent(found::add);
        }
        return found;
    }

    /** Empty for objects that are not ours, or not yet: one that is just being created lacks attributes. */
    private static Optional<KeyObject> read(Session session, Arena arena, long handle) {
        try {
            return readAll(session, arena, handle);
        } catch (CkException e) {
            if (e.kind() == CkException.Kind.OTHER) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<KeyObject> readAll(Session session, Arena arena, long handle) {
        var read = new Attributes(arena)
                .add(Ck.CKA_LABEL, arena.allocate(ROOM))
                .add(Ck.CKA_ID, arena.allocate(ROOM))
                .add(Ck.CKA_KEY_TYPE, 0L);
        session.cryptoki().getAttributeValue(session.handle(), handle, read);
        var label = new String(read.value(0).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        return KeyId.parse(read.value(1).toArray(JAVA_BYTE)).map(id -> {
            var algorithm = algorithm(session, arena, handle, read.value(2).get(JAVA_LONG, 0));
            return new KeyObject(handle, id.named(label), id, algorithm);
        });
    }

    private static KeyAlgorithm algorithm(Session session, Arena arena, long handle, long keyType) {
        return switch ((int) keyType) {
            // K1 alone is a companion of a double-length key.
            case (int) Ck.CKK_DES, (int) Ck.CKK_DES2 -> KeyAlgorithm.TDES2;
            case (int) Ck.CKK_DES3 -> KeyAlgorithm.TDES3;
            case (int) Ck.CKK_AES -> {
                var length = new Attributes(arena).add(Ck.CKA_VALUE_LEN, 0L);
                session.cryptoki().getAttributeValue(session.handle(), handle, length);
                yield switch ((int) length.value(0).get(JAVA_LONG, 0)) {
                    case 16 -> KeyAlgorithm.AES128;
                    case 24 -> KeyAlgorithm.AES192;
                    default -> KeyAlgorithm.AES256;
                };
            }
            case (int) Ck.CKK_GENERIC_SECRET -> KeyAlgorithm.HMAC_SHA256;
            default -> throw new CkException("a key of a kind that is not used here", Ck.CKR_ATTRIBUTE_VALUE_INVALID);
        };
    }
}

package org.pointwork.hsm.pkcs11;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;

/** The handles of the keys in use: found by label, trusted for a while, then looked up again. */
final class KeyTable {
    private record Found(StoredKey key, long untilNanos) {}

    private final Map<KeyRef, Found> found = new ConcurrentHashMap<>();
    private final long trustNanos;

    KeyTable(Duration trust) {
        this.trustNanos = trust.toNanos();
    }

    StoredKey get(Session session, KeyRef key) {
        var known = found.get(key);
        long now = System.nanoTime();
        if (known != null && known.untilNanos - now > 0) {
            return known.key;
        }
        var stored = newest(session, key);
        found.put(key, new Found(stored, now + trustNanos));
        return stored;
    }

    void forget() {
        found.clear();
    }

    /** The newest generation of a key, straight from the token. */
    static StoredKey newest(Session session, KeyRef key) {
        var objects = KeyObject.of(session, key);
        var newest = objects.stream()
                .filter(object -> !object.id().chain())
                .max(Comparator.comparingLong(object -> object.id().generation()))
                .orElseThrow(() -> missing(session, key));
        return new StoredKey(newest.handle(), chainOf(newest, objects), newest.algorithm());
    }

    private static long chainOf(KeyObject newest, List<KeyObject> objects) {
        if (!(newest.key() instanceof MacKey) || newest.algorithm() != KeyAlgorithm.TDES2) {
            return StoredKey.NONE;
        }
        return objects.stream()
                .filter(object -> object.id().equals(newest.id().asChain()))
                .mapToLong(KeyObject::handle)
                .findFirst()
                // A companion is made before its key and outlives it: the key was replaced while we looked.
                .orElseThrow(() -> new CkException("the search for a key's companion", Ck.CKR_OBJECT_HANDLE_INVALID));
    }

    /** A token that went away, or logged us out, shows no private key: that is a lost connection, not a missing key. */
    private static HsmException missing(Session session, KeyRef key) {
        session.requireAlive();
        return new HsmException(Reason.KEY_MISSING, key.label(), "no " + key.purpose() + " key of this label");
    }
}

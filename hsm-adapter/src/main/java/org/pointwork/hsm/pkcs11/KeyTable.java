package org.pointwork.hsm.pkcs11;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRules;
import org.pointwork.hsm.pkcs11.KeyId.Part;
import org.pointwork.hsm.pkcs11.StoredKey.Chain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handles of the keys in use: found by label, trusted for a while, then looked up again by one thread while the
 * others go on with what they have.
 *
 * <p>Operations run on session copies, which stay in the token and are as sensitive as the keys. SoftHSM looks at a token
 * object's file each time it uses it: a copy takes a third of the time.
 */
final class KeyTable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTable.class);

    /** What was found, until when it is trusted, and how many changes of keys it has seen. */
    private record Found(StoredKey key, StoredKey copy, long untilNanos, long changes) {}

    private static final int SEARCHES = 4;

    private final Map<KeyRef, Found> found = new ConcurrentHashMap<>();
    private final ReentrantLock lookingUp = new ReentrantLock();
    private final long trustNanos;
    /** Owns the copies: they live as long as it does. */
    private final Session owner;

    private final Library library;
    /** A replaced key whose copy may still be in use. */
    private Found retired;

    private final AtomicLong replacements = new AtomicLong();

    private boolean closed;

    KeyTable(Session owner, Library library, Duration trust) {
        this.owner = owner;
        this.library = library;
        this.trustNanos = trust.toNanos();
    }

    StoredKey get(Session session, KeyRef key) {
        var known = found.get(key);
        if (known != null && known.changes == library.keyChanges()) {
            if (known.untilNanos - System.nanoTime() > 0 || !lookingUp.tryLock()) {
                return known.copy;
            }
        } else {
            lookingUp.lock();
        }
        try {
            return lookUp(session, key);
        } finally {
            lookingUp.unlock();
        }
    }

    private StoredKey lookUp(Session session, KeyRef key) {
        if (closed) {
            throw new CkException("the end of the login", Ck.CKR_SESSION_CLOSED);
        }
        var known = found.get(key);
        long changes = library.keyChanges();
        long until = System.nanoTime() + trustNanos;
        if (known != null && known.changes == changes && known.untilNanos - until + trustNanos > 0) {
            return known.copy;
        }
        var stored = newestOrGone(session, key);
        if (known != null && known.key.equals(stored)) {
            found.put(key, new Found(stored, known.copy, until, changes));
            return known.copy;
        }
        var copy = copied(stored);
        found.put(key, new Found(stored, copy, until, changes));
        if (known != null) {
            retire(known);
        }
        return copy;
    }

    private StoredKey newestOrGone(Session session, KeyRef key) {
        try {
            return newest(session, key);
        } catch (HsmException e) {
            var known = found.remove(key);
            if (known != null) {
                retire(known);
            }
            throw e;
        }
    }

    /** Grows when a key was replaced, or may have been: what was begun with its handle must not go on. */
    long replacements() {
        return replacements.get();
    }

    /** A token that cannot copy keys has no need to: its own handles serve. */
    private StoredKey copied(StoredKey key) {
        try {
            var chain = key.chain().map(it -> new Chain(owner.copyForSession(it.handle()), it.cipher()));
            return new StoredKey(owner.copyForSession(key.handle()), chain, key.algorithm(), key.generation());
        } catch (CkException e) {
            if (e.kind() != CkException.Kind.OTHER) {
                throw e;
            }
            LOG.debug("keys are used in place: {}", e.getMessage());
            return key;
        }
    }

    /** Ends the copy replaced before this one: by now nobody is using that. If somebody is, he looks again. */
    private void retire(Found old) {
        replacements.incrementAndGet();
        if (retired != null) {
            destroy(retired.copy.handle());
            retired.copy.chain().ifPresent(chain -> destroy(chain.handle()));
        }
        retired = old.copy.equals(old.key) ? null : old;
    }

    private void destroy(long handle) {
        owner.cryptoki().destroyObject(owner.handle(), handle);
    }

    /** Makes the next lookups ask the token. Copies that nobody knows any more end with the login. */
    void forget() {
        found.clear();
        replacements.incrementAndGet();
    }

    /** Ends the copies; no lookup is under way afterwards. */
    void close() {
        lookingUp.lock();
        try {
            closed = true;
            found.clear();
            owner.close();
        } finally {
            lookingUp.unlock();
        }
    }

    /**
     * The newest generation of a key, straight from the token. A search that looks at each object in turn can miss both
     * keys while one replaces the other, so a key is missing only when several searches miss it.
     */
    static StoredKey newest(Session session, KeyRef key) {
        for (int searches = 0; searches < SEARCHES; searches++) {
            var objects = KeyObject.of(session, key);
            var newest = objects.stream()
                    .filter(object -> object.id().part() == Part.KEY)
                    .max(Comparator.comparingLong(object -> object.id().generation()));
            if (newest.isPresent()) {
                return stored(session, newest.get(), objects);
            }
        }
        throw missing(session, key);
    }

    private static StoredKey stored(Session session, KeyObject key, List<KeyObject> objects) {
        Optional<Chain> chain = KeyRules.needsChain(key.key(), key.algorithm())
                ? Optional.of(chain(session, key, objects))
                : KeyRules.needsVariant(key.key(), key.algorithm())
                        ? Optional.of(variant(key, objects))
                        : Optional.empty();
        return new StoredKey(key.handle(), chain, key.algorithm(), key.id().generation());
    }

    private static Chain chain(Session session, KeyObject key, List<KeyObject> objects) {
        return companion(key, Part.SINGLE, objects)
                .map(handle -> new Chain(handle, BlockCipher.DES_CBC_ENCRYPT))
                .filter(single -> session.does(single.cipher(), single.handle()))
                .or(() -> companion(key, Part.CHAIN, objects)
                        .map(handle -> new Chain(handle, BlockCipher.DES3_CBC_ENCRYPT)))
                .orElseThrow(KeyTable::noCompanion);
    }

    private static Chain variant(KeyObject key, List<KeyObject> objects) {
        return companion(key, Part.VARIANT, objects)
                .map(handle -> new Chain(handle, BlockCipher.DES3_ECB_ENCRYPT))
                .orElseThrow(KeyTable::noCompanion);
    }

    /** A companion is made before its key and outlives it: the key was replaced while we looked. */
    private static CkException noCompanion() {
        return new CkException("the search for a key's companion", Ck.CKR_OBJECT_HANDLE_INVALID);
    }

    private static Optional<Long> companion(KeyObject key, Part part, List<KeyObject> objects) {
        return objects.stream()
                .filter(object -> object.id().equals(key.id().as(part)))
                .map(KeyObject::handle)
                .findFirst();
    }

    /** A token that went away, or logged us out, shows no private key: that is a lost connection, not a missing key. */
    private static HsmException missing(Session session, KeyRef key) {
        session.requireAlive();
        return new HsmException(Reason.KEY_MISSING, key.label(), "no " + key.purpose() + " key of this label");
    }
}

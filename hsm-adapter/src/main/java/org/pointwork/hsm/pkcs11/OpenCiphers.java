package org.pointwork.hsm.pkcs11;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations that a session's user keeps open, one a key and cipher, begun when first used. None where the token
 * doesn't work in parts or has no session left: the caller then makes single calls. Used by one thread at a time.
 */
final class OpenCiphers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCiphers.class);

    /** Each takes a session of the token, which may be short of them. */
    static final int MOST = 256;

    private record Use(BlockCipher cipher, long key) {}

    private final Cryptoki cryptoki;
    private final long slot;
    private final Map<Use, OpenCipher> open = new HashMap<>();
    private final Set<BlockCipher> refused = EnumSet.noneOf(BlockCipher.class);
    private long replacements;

    OpenCiphers(Cryptoki cryptoki, long slot) {
        this.cryptoki = cryptoki;
        this.slot = slot;
    }

    /** Ends all when a key was replaced since: a handle may have become another key's, and old keys are not kept. */
    void endIfReplaced(long keysReplaced) {
        if (replacements != keysReplaced) {
            replacements = keysReplaced;
            close();
        }
    }

    Optional<OpenCipher> get(BlockCipher cipher, long key) {
        var use = new Use(cipher, key);
        var known = Optional.ofNullable(open.get(use));
        if (known.isPresent() || open.size() == MOST || refused.contains(cipher)) {
            return known;
        }
        var begun = begin(use);
        begun.ifPresentOrElse(it -> open.put(use, it), () -> refused.add(cipher));
        return begun;
    }

    private Optional<OpenCipher> begin(Use use) {
        try {
            long session = Session.begin(cryptoki, slot, false);
            return Optional.of(OpenCipher.begin(cryptoki, session, use.cipher, use.key));
        } catch (CkException e) {
            if (e.kind() != CkException.Kind.OTHER) {
                throw e;
            }
            LOG.info("{} is used in single calls: {}", use.cipher, e.getMessage());
            return Optional.empty();
        }
    }

    int size() {
        return open.size();
    }

    @Override
    public void close() {
        open.values().forEach(OpenCipher::close);
        open.clear();
    }
}

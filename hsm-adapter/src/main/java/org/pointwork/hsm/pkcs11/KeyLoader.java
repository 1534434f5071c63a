package org.pointwork.hsm.pkcs11;

import java.util.List;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/** Puts keys into a token, and replaces them. */
public final class KeyLoader implements AutoCloseable {

    /** A key in the token. */
    public record Entry(KeyRef key, KeyAlgorithm algorithm, Kcv kcv) {}

    private KeyLoader() {}

    /** Opens the token for changes. */
    public static KeyLoader open(Pkcs11Config config) {
        throw new UnsupportedOperationException(config.toString());
    }

    /** Creates or replaces a key from its clear value; nothing is left behind where the check value disagrees. */
    public Kcv importKey(KeyRef key, KeyAlgorithm algorithm, byte[] clear, Kcv expected) {
        throw new UnsupportedOperationException();
    }

    /** Creates or replaces a key with a random one made in the token. */
    public Kcv generateKey(KeyRef key, KeyAlgorithm algorithm) {
        throw new UnsupportedOperationException();
    }

    /** Removes a key; says whether there was one. */
    public boolean remove(KeyRef key) {
        throw new UnsupportedOperationException();
    }

    /** The keys in the token, by label. */
    public List<Entry> list() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

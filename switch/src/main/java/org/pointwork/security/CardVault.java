package org.pointwork.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.model.Pan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a PAN before it may be stored: a keyed pseudonym for finding, a sealed copy for a pending reversal. */
public final class CardVault {
    private static final Logger LOG = LoggerFactory.getLogger(CardVault.class);

    private final Hsm hsm;
    private final TokenKey pseudonyms;
    private final SealKey seals;

    public CardVault(Hsm hsm, TokenKey pseudonyms, SealKey seals) {
        this.hsm = hsm;
        this.pseudonyms = pseudonyms;
        this.seals = seals;
    }

    /** The same for the same card, and of no use without the key: 16 bytes. */
    public byte[] pseudonym(Pan pan) {
        return pan.inClear(digits -> hsm.pseudonym(pseudonyms, digits));
    }

    /** Bound to the transaction: a sealed PAN moved to another row does not open. */
    public byte[] seal(Pan pan, long txnId) {
        return pan.inClear(digits -> hsm.seal(seals, digits, bound(txnId)));
    }

    /** Card numbers of many transactions by one operation, bound to a node and the number of its batch. */
    public byte[] sealBatch(int node, long batch, byte[] clear) {
        return hsm.seal(seals, clear, bound(node, batch));
    }

    /**
     * Undoes {@link #sealBatch}.
     *
     * @return nothing where they were altered or sealed under another key: they will never open
     */
    public Optional<byte[]> openBatch(int node, long batch, byte[] sealed) {
        try {
            return Optional.of(hsm.open(seals, sealed, bound(node, batch)));
        } catch (HsmException e) {
            if (e.reason() != HsmException.Reason.BAD_SEAL) {
                throw e;
            }
            LOG.error("sealed card numbers do not open: node={} batch={}", node, batch);
            return Optional.empty();
        }
    }

    public Pan open(byte[] sealed, long txnId) {
        return new Pan(new String(hsm.open(seals, sealed, bound(txnId)), StandardCharsets.US_ASCII));
    }

    private static byte[] bound(long txnId) {
        return ByteBuffer.allocate(Long.BYTES).putLong(txnId).array();
    }

    private static byte[] bound(int node, long batch) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(node)
                .putLong(batch)
                .array();
    }
}

package org.pointwork.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.model.Pan;

/** What becomes of a PAN before it may be stored: a keyed pseudonym for finding, a sealed copy for a pending reversal. */
public final class CardVault {
    private final Hsm hsm;
    private final TokenKey pseudonyms;
    private final SealKey seals;

    public CardVault(Hsm hsm, TokenKey pseudonyms, SealKey seals) {
        this.hsm = hsm;
        this.pseudonyms = pseudonyms;
        this.seals = seals;
    }

    /** The same for the same card, and of no use without the key: 32 bytes. */
    public byte[] pseudonym(Pan pan) {
        return hsm.pseudonym(pseudonyms, ascii(pan));
    }

    /** Bound to the transaction: a sealed PAN moved to another row does not open. */
    public byte[] seal(Pan pan, long txnId) {
        return hsm.seal(seals, ascii(pan), bound(txnId));
    }

    public Pan open(byte[] sealed, long txnId) {
        return new Pan(new String(hsm.open(seals, sealed, bound(txnId)), StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(Pan pan) {
        return pan.digits().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bound(long txnId) {
        return ByteBuffer.allocate(Long.BYTES).putLong(txnId).array();
    }
}

package org.pointwork.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.pointwork.model.Pan;

/**
 * The card numbers of a batch, sealed by one operation: for each the transaction's number (8 bytes), its length (1) and
 * its digits.
 *
 * @param id drawn at random, because a batch that is written again may be another one
 */
record SealedPans(long id, long firstTxnId, long lastTxnId, byte[] sealed) {

    static SealedPans of(List<Claim> claims, int node, PanSeal seal) {
        long id = ThreadLocalRandom.current().nextLong();
        LongSummaryStatistics txnIds =
                claims.stream().mapToLong(claim -> claim.request().txnId()).summaryStatistics();
        byte[] clear = clear(claims);
        try {
            return new SealedPans(id, txnIds.getMin(), txnIds.getMax(), seal.seal(node, id, clear));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static byte[] clear(List<Claim> claims) {
        int length = claims.stream()
                .mapToInt(claim -> Long.BYTES + 1 + claim.pan().digits().length())
                .sum();
        ByteBuffer clear = ByteBuffer.allocate(length);
        for (Claim claim : claims) {
            String digits = claim.pan().digits();
            clear.putLong(claim.request().txnId()).put((byte) digits.length());
            for (int i = 0; i < digits.length(); i++) {
                clear.put((byte) digits.charAt(i));
            }
        }
        return clear.array();
    }

    /** By transaction; empty where the seal will never open. */
    Map<Long, Pan> open(int node, PanSeal seal) {
        Map<Long, Pan> pans = new HashMap<>();
        seal.open(node, id, sealed).ifPresent(clear -> {
            for (ByteBuffer rest = ByteBuffer.wrap(clear); rest.hasRemaining(); ) {
                long txnId = rest.getLong();
                int length = rest.get();
                pans.put(txnId, new Pan(new String(clear, rest.position(), length, StandardCharsets.US_ASCII)));
                rest.position(rest.position() + length);
            }
            Arrays.fill(clear, (byte) 0);
        });
        return pans;
    }

    @Override
    public String toString() {
        return "card numbers of " + firstTxnId + " to " + lastTxnId;
    }
}

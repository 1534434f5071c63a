package org.pointwork.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * A purchase of one card at one terminal, packed once; each request is a copy with its own trace patched in.
 *
 * <pre>
 *  +--------+------+--------+-----+------+---------+---------+-----+---------+-----+------+--------+
 *  | length | 0200 | bitmap | ... | DE 7 | DE 11   | DE 12 13| ... | DE 37   | ... | PIN  | MAC    |
 *  |  2 BE  |      | 16 hex |     |  10  | STAN, 6 | 6 and 4 |     | RRN, 12 |     | block| DE 64  |
 *  +--------+------+--------+-----+------+---------+---------+-----+---------+-----+------+--------+
 * </pre>
 */
final class Template {
    private static final int LENGTH_BYTES = Frames.LENGTH_BYTES;
    private static final int MAC_DIGITS = 16;
    private static final int CARDS = 100_000;
    private static final long SPREAD = 97; // has no factor in common with the number of cards

    /** What only a sealed message has: a PIN block under the terminal's PIN key, and a MAC. */
    record Seals(byte[] pinKey, RetailMac mac) {}

    private final byte[] frame;
    private final int transmitted;
    private final int stan;
    private final int local;
    private final int rrn;
    private final Optional<RetailMac> mac;

    Template(String pan, String terminal, Optional<Seals> seals) {
        Fields.Editor fields = Fields.NONE
                .edit()
                .set(2, pan)
                .set(3, "000000")
                .set(4, "000000012345")
                .set(7, "0101000000")
                .set(11, "000000")
                .set(12, "000000")
                .set(13, "0101")
                .set(14, "3012")
                .set(18, "5411")
                .set(22, "051")
                .set(25, "00")
                .set(32, "123456")
                .set(37, "000000000000")
                .set(41, terminal)
                .set(42, "POINTWORK BENCH")
                .set(43, "BENCH STORE 1         MUMBAI        MHIN")
                .set(49, "356");
        seals.ifPresent(sealing -> fields.set(52, RetailMac.pinBlock(sealing.pinKey(), "1234", pan))
                .set(64, new byte[8]));
        byte[] packed = new IsoCodec(Dialect.ISO87_ASCII).encode(CardMessages.of(new Mti("0200"), fields.done()));
        frame = new byte[LENGTH_BYTES + packed.length];
        frame[0] = (byte) (packed.length >> 8);
        frame[1] = (byte) packed.length;
        System.arraycopy(packed, 0, frame, LENGTH_BYTES, packed.length);
        transmitted = LENGTH_BYTES + Iso87.offset(packed, 7);
        stan = LENGTH_BYTES + Iso87.offset(packed, 11);
        local = LENGTH_BYTES + Iso87.offset(packed, 12);
        rrn = LENGTH_BYTES + Iso87.offset(packed, 37);
        mac = seals.map(Seals::mac);
    }

    /** The whole frame of the next request; the array is this template's own and good until the next call. */
    byte[] request(int stanOfRequest, long rrnOfRequest, Timestamps now) {
        System.arraycopy(now.transmitted(), 0, frame, transmitted, now.transmitted().length);
        System.arraycopy(now.local(), 0, frame, local, now.local().length);
        Iso87.putNumber(frame, stan, 6, stanOfRequest);
        Iso87.putNumber(frame, rrn, 12, rrnOfRequest);
        mac.ifPresent(sealing -> sealing.seal(frame, LENGTH_BYTES, frame.length - MAC_DIGITS));
        return frame;
    }

    /**
     * A card of the benchmark: 400000, five digits in which any thousand cards are spread over the whole range (so that
     * they can be routed apart), and the check digit (ISO/IEC 7812-1, Luhn). 100,000 different ones.
     */
    static String pan(int number) {
        String body = "400000%05d0000".formatted(number * SPREAD % CARDS);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

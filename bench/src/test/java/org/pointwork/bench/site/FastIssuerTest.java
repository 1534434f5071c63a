package org.pointwork.bench.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.bench.load.RetailMac;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.pos.PosMessages;
import org.pointwork.sim.pos.Terminal;

class FastIssuerTest {
    private static final byte[] KEY = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private static final PosMessages TERMINAL = new PosMessages(Terminal.DEMO, Clock.systemUTC());
    private static final CardMessage PURCHASE = TERMINAL.purchase(PosMessages.DEMO_PAN, 12_300);

    private final FastIssuer issuer = new FastIssuer(Optional.of(new RetailMac(KEY)));

    @Test
    void aPurchaseIsApprovedAndEchoed() throws Exception {
        CardMessage answer = answered(CODEC.encode(PURCHASE));
        assertEquals("0210", answer.mti().digits());
        assertEquals("00", answer.fields().text(39));
        assertEquals("BENCH1", answer.fields().text(38));
        for (int de : new int[] {2, 3, 4, 7, 11, 32, 37, 41, 42, 49}) {
            assertEquals(PURCHASE.fields().text(de), answer.fields().text(de), "DE " + de);
        }
    }

    @Test
    void anEchoIsAnswered() throws Exception {
        CardMessage answer = answered(CODEC.encode(TERMINAL.echo()));
        assertEquals("0810", answer.mti().digits());
        assertEquals("00", answer.fields().text(39));
        assertFalse(answer.fields().has(38));
    }

    @Test
    void aRepeatedReversalHasItsMacInTheLastElementOfTheSecondBitmap() throws Exception {
        CardMessage reversal = PosMessages.repeat(TERMINAL.reversal(PURCHASE, Optional.empty()));
        byte[] packed = CODEC.encode(
                reversal.with(reversal.fields().edit().set(128, new byte[8]).done()));
        new RetailMac(KEY).seal(packed, 0, packed.length - 16);
        byte[] answer = issuer.answer(packed);
        assertEquals("0410", CODEC.decode(answer).mti().digits());
        assertTrue(CODEC.decode(answer).fields().has(128));
        assertTrue(new RetailMac(KEY).verifies(answer, answer.length - 16));
    }

    @Test
    void aPinBlockIsNotSentBack() throws Exception {
        byte[] packed = CODEC.encode(PURCHASE.with(PURCHASE.fields()
                .edit()
                .set(52, new byte[8])
                .set(64, new byte[8])
                .done()));
        byte[] wrong = Arrays.copyOf(packed, packed.length);
        new RetailMac(KEY).seal(packed, 0, packed.length - 16);
        assertFalse(answered(packed).fields().has(52));
        assertEquals("00", answered(packed).fields().text(39));
        assertEquals("63", answered(wrong).fields().text(39));
    }

    private CardMessage answered(byte[] request) throws Exception {
        return CODEC.decode(issuer.answer(request));
    }
}

package org.pointwork.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pointwork.framing.Frame;
import org.pointwork.iso8583.CardMessages;

/** Nothing of a card comes out of any toString of the model: a log may print what it likes of it. */
class NothingLeaksTest {
    private static final String PAN = "4000001234567899";
    private static final String TRACK2 = PAN + "=30122011234500000";
    private static final String PIN_HEX = "DEADBEEFCAFEF00D";
    private static final List<String> SECRETS = List.of(
            PAN, "0001234567", "1234567", "30122011", "123450000", "DEADBEEF", "deadbeef", "-34, -83", "SECRET");

    @Test
    void noToStringShowsCardData() {
        CardMessage message = CardMessages.of(new Mti("0200"), fields());
        CardMessage byTrack = message.with(fields().without(2));
        Outcome answered = new Outcome.Answered("visa-a", message);
        List<Object> everything = List.of(
                message,
                byTrack,
                CardMessages.of(new Mti("0200"), fields().without(2)),
                message.withoutSensitive(),
                message.answer("00"),
                message.fields(),
                message.pan(),
                message.pan().orElseThrow(),
                message.amount(),
                message.trace(),
                message.kind(),
                message.mti(),
                message.processingCode(),
                answered,
                new Outcome.Untrusted("visa-a", message, "wrong MAC"),
                new Outcome.NoAnswer("visa-a", Instant.EPOCH, Outcome.Silence.TIMED_OUT),
                new Outcome.NotSent("visa-a", "down"),
                new Refusal("30", "DE 4: must be all digits"),
                Frame.of(PAN.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        for (Object each : everything) {
            String shown = String.valueOf(each);
            for (String secret : SECRETS) {
                assertFalse(shown.contains(secret), () -> each.getClass() + " shows " + secret);
            }
        }
        assertTrue(message.toString().contains("400000******7899"), "and yet it says which card");
    }

    @Test
    void nothingSensitiveIsAnsweredOrKept() {
        CardMessage message = CardMessages.of(new Mti("0200"), fields());
        for (int de : new int[] {35, 36, 45, 48, 52, 55, 62}) {
            assertFalse(message.answer("00").fields().has(de), "DE " + de + " comes back");
        }
        for (int de : new int[] {35, 36, 45, 52}) {
            assertFalse(message.withoutSensitive().fields().has(de), "DE " + de + " is kept");
        }
    }

    private static Fields fields() {
        return Fields.NONE
                .edit()
                .set(2, PAN)
                .set(3, "000000")
                .set(4, "000000012300")
                .set(11, "000042")
                .set(35, TRACK2)
                .set(36, TRACK2)
                .set(45, "B" + PAN + "^SECRET/NAME^30122011234500000")
                .set(48, "92SECRET")
                .set(49, "356")
                .set(52, java.util.HexFormat.of().parseHex(PIN_HEX))
                .set(55, "SECRET")
                .set(62, "SECRET")
                .done();
    }
}

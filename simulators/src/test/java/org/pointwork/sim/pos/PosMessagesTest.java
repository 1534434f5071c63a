package org.pointwork.sim.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

class PosMessagesTest {
    private final PosMessages messages =
            new PosMessages(Terminal.DEMO, Clock.fixed(Instant.parse("2025-12-31T20:00:01Z"), ZoneOffset.UTC));

    @Test
    void transmitsInUtcAndDatesWhereTheTerminalStands() {
        Fields fields = messages.purchase(PosMessages.DEMO_PAN, 12_300).fields();
        assertEquals("1231200001", fields.text(7));
        assertEquals("013001", fields.text(12));
        assertEquals("0101", fields.text(13));
        assertEquals("600101" + fields.text(11), fields.text(37));
        assertEquals("000000012300", fields.text(4));
        assertEquals(40, fields.text(43).length());
        assertEquals(15, fields.text(42).length());
    }

    @Test
    void namesTheOriginalInAReversal() {
        CardMessage original = messages.purchase(PosMessages.DEMO_PAN, 20_010);
        CardMessage half = original.answer("10");
        CardMessage partly = half.with(half.fields().with(4, "000000010005").with(38, "000001"));
        Fields reversal = messages.reversal(original, Optional.of(partly)).fields();
        String stan = original.trace().stan();
        assertEquals("0200" + stan + "1231200001" + "00000100001" + "00000000000", reversal.text(90));
        assertEquals("000000010005", reversal.text(4));
        assertEquals(original.trace().rrn(), reversal.text(37));
        assertNotEquals(stan, reversal.text(11));
    }

    @Test
    void carriesNothingSecretIntoTheNextMessage() {
        CardMessage plain = messages.preAuthorization(PosMessages.DEMO_PAN, 100);
        CardMessage original =
                plain.with(plain.fields().edit().set(52, new byte[8]).done());
        assertFalse(messages.completion(original, Optional.empty()).fields().has(52));
    }

    @Test
    void repeatsUnderTheSameTrace() {
        CardMessage original = messages.purchase(PosMessages.DEMO_PAN, 100);
        CardMessage repeat = PosMessages.repeat(original);
        assertEquals("0201", repeat.mti().digits());
        assertEquals(original.trace(), repeat.trace());
    }
}

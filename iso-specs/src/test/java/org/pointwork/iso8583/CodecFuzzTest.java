package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A short run of what {@code ./pointwork fuzz codec} does for as long as one likes. */
class CodecFuzzTest {
    private static final int ROUNDS = 40_000;

    @Test
    void nothingButAMessageOrARefusal() {
        AtomicInteger left = new AtomicInteger(ROUNDS);
        CodecFuzz.Result result = CodecFuzz.run(8583, () -> left.getAndDecrement() > 0);
        assertEquals(Optional.empty(), result.fault());
        assertTrue(result.read() > ROUNDS / 10, "half-sound messages are what finds faults");
        assertTrue(result.refused() > ROUNDS / 10);
    }
}

package org.pointwork.saf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Doubled up to a bound, and up to a quarter less. */
class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource(textBlock = """
            attempts,   most ms
            0,          1000
            1,          1000
            2,          2000
            3,          4000
            6,          32000
            7,          60000
            30,         60000
            1000,       60000
            2147483647, 60000
            """, useHeadersInDisplayName = true)
    void each_attempt_waits_between_three_quarters_and_all_of_its_time(int attempts, long mostMs) {
        for (int i = 0; i < 200; i++) {
            long waitMs = backoff.after(attempts).toMillis();
            assertTrue(waitMs <= mostMs && waitMs >= mostMs - mostMs / 4, waitMs + " of " + mostMs);
        }
    }
}

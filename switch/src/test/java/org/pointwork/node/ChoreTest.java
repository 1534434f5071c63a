package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pointwork.journal.JournalException;

class ChoreTest {
    @Test
    void turns_go_on_after_one_that_failed_and_one_that_broke() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(3);
        Runnable work = () -> {
            turns.countDown();
            if (turns.getCount() == 2) {
                throw new JournalException("away");
            }
            throw new IllegalStateException("broken");
        };
        try (Chore _ = Chore.every(Duration.ofMillis(1), "test", work)) {
            assertTrue(turns.await(10, TimeUnit.SECONDS));
        }
    }
}

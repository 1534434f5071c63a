package org.pointwork.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
    @Test
    void waitsForTheEndAndNotForBytes() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        PipedInputStream child = new PipedInputStream();
        try (PipedOutputStream parent = new PipedOutputStream(child)) {
            ParentWatch.watch(child, ended::countDown);
            parent.write("still here".getBytes(StandardCharsets.US_ASCII));
            parent.flush();
            assertFalse(ended.await(100, TimeUnit.MILLISECONDS));
        }
        assertTrue(ended.await(5, TimeUnit.SECONDS));
    }

    @Test
    void endsAnIssuerProcessWithItsParent() throws Exception {
        Process issuer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpointwork.parent=pipe",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.pointwork.sim.SimCommand",
                        "issuer",
                        "--primary-port=0",
                        "--backup-port=0",
                        "--control-port=0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(issuer.getInputStream(), StandardCharsets.US_ASCII))) {
            assertTrue(out.readLine().matches("issuer ready: primary=\\d+ backup=\\d+ control=\\d+"));
            issuer.getOutputStream().close();
            assertTrue(issuer.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, issuer.exitValue());
        } finally {
            issuer.destroyForcibly();
        }
    }
}

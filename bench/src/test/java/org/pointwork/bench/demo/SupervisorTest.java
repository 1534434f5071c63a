package org.pointwork.bench.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.scan.ByteScan;
import org.pointwork.bench.scan.Secret;

class SupervisorTest {
    private static final Role.Readiness READY = new Role.Readiness.Line("READY");

    @TempDir
    Path folder;

    private Place place;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    /** Says READY and stays. */
    static final class Stays {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("READY");
            new CountDownLatch(1).await();
        }
    }

    /** Fails. */
    static final class Fails {
        public static void main(String[] args) {
            System.out.println("no such thing");
            System.exit(3);
        }
    }

    @BeforeEach
    void makeFolders() throws Exception {
        place = new Place(folder, folder.resolve("a var"));
        for (String name : List.of("log", "run")) {
            Files.createDirectories(place.var().resolve(name));
        }
    }

    @Test
    void startsAgainWhatWasKilledAndSaysSo() throws Exception {
        try (Supervisor supervisor = new Supervisor(place, said::add)) {
            Child first = supervisor.start(role("node", Stays.class));
            first.ready().get(30, TimeUnit.SECONDS);
            assertEquals(List.of("READY"), Files.readAllLines(place.log("node")));

            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

            assertEquals("node: ended with code 137, starting it again", said.poll(30, TimeUnit.SECONDS));
            String back = said.poll(30, TimeUnit.SECONDS);
            long next = supervisor.children().getFirst().pid();
            assertEquals("node: back (pid " + next + ")", back);
            assertEquals(Long.toString(next), Files.readString(place.pidFile("node")));
        }
        assertTrue(said.isEmpty(), "what is stopped on purpose is not started again");
    }

    @Test
    void givesUpOnWhatNeverBecomesReady() throws Exception {
        try (Supervisor supervisor = new Supervisor(place, said::add)) {
            Child child = supervisor.start(role("node", Fails.class));

            assertTrue(supervisor.beyondHelp().get(30, TimeUnit.SECONDS).startsWith("node does not start; see "));
            assertTrue(child.ready().isCompletedExceptionally());
        }
    }

    @Test
    void aChildOfAKilledDemoIsEndedBeforeTheNextAndAStrangerIsNot() throws Exception {
        Child left = Child.start(role("node", Stays.class), place);
        left.ready().get(30, TimeUnit.SECONDS);
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(place.pidFile("broker"), Long.toString(stranger.pid()));
        try {
            Leftovers.end(place, Duration.ofMillis(100));

            assertFalse(left.isAlive());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void onlyOneDemoHasAFolder() throws Exception {
        Role holder =
                new Role("holder", Holds.class.getName(), List.of(place.var().toString()), List.of(), Map.of(), READY);
        Child other = Child.start(holder, place);
        other.ready().get(30, TimeUnit.SECONDS);
        assertFalse(Leftovers.lock(place).isPresent());

        other.stop(Duration.ofSeconds(10));

        assertTrue(Leftovers.lock(place).isPresent());
    }

    /** Another demo on the same folder, which it has searched. */
    static final class Holds {
        public static void main(String[] args) throws Exception {
            Place place = new Place(Path.of(""), Path.of(args[0]));
            Optional<FileLock> lock = Leftovers.lock(place);
            assertTrue(lock.isPresent());
            new ByteScan(List.of(new Secret("x", Secret.Nature.BYTES, new byte[8])))
                    .scan(place.var(), place.notSearched());
            Stays.main(args);
            lock.get().close();
        }
    }

    private static Role role(String name, Class<?> main) {
        return new Role(name, main.getName(), List.of(), List.of("-Xmx64m"), Map.of(), READY);
    }
}

package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jpos.core.Configurable;
import org.jpos.core.Configuration;
import org.jpos.q2.Q2;
import org.jpos.transaction.AbortParticipant;
import org.jpos.transaction.GroupSelector;
import org.jpos.transaction.TransactionManager;
import org.jpos.util.NameRegistrar;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.testing.Await;

/** The same participants in jPOS's own manager and in ours: the same calls, in the same order. */
class TransactionManagersTest {
    /** What participants decide, and what they hear: p prepare, w prepareForAbort, c commit, a abort. */
    private static final List<String[]> TABLE = List.of(
            new String[] {"go go last", "p1 p2 p3"},
            new String[] {"join go last", "p1 p2 p3 c1"},
            new String[] {"join join last", "p1 p2 p3 c1 c2"},
            new String[] {"go stop last", "p1 p2 w3"},
            new String[] {"join stop last", "p1 p2 w3 a1"},
            new String[] {"join stop join last", "p1 p2 w3 w4 a1 a3"},
            new String[] {"join breaks last", "p1 p2 w3 a1 a2"},
            new String[] {"select go last", "p1 pG p2 p3"},
            new String[] {"join stop select last", "p1 p2 w3 wG w4 a1"});

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(classes = {TransactionManager.class, DirectTransactionManager.class})
    void participants_hear_the_same(Class<?> manager) throws Exception {
        for (int row = 0; row < TABLE.size(); row++) {
            deploy(manager, "m" + row, TABLE.get(row)[0].split(" "));
        }
        Q2 q2 = new Q2(new String[] {"-d", home.resolve("deploy").toString()});
        q2.start();
        try {
            q2.ready(Duration.ofSeconds(20).toMillis());
            for (int row = 0; row < TABLE.size(); row++) {
                String name = "m" + row;
                Await.until(name + " runs", () -> NameRegistrar.getIfExists(name) != null);
                TransactionManager running = NameRegistrar.get(name);
                Trail trail = new Trail();
                running.queue(trail);
                assertEquals(TABLE.get(row)[1], trail.whole(TABLE.get(row)[1].split(" ").length), TABLE.get(row)[0]);
            }
        } finally {
            q2.stop();
        }
    }

    /** A meter that nobody feeds says that nothing happens, which is worse than none. */
    @ParameterizedTest
    @CsvSource({"org.jpos.transaction.TransactionManager, true", "org.pointwork.txn.DirectTransactionManager, false"})
    void meters_are_of_the_manager_that_feeds_them(Class<?> manager, boolean measured) throws Exception {
        deploy(manager, "measured", "go", "select");
        Q2 q2 = new Q2(new String[] {"-d", home.resolve("deploy").toString()});
        q2.start();
        try {
            Await.until("it runs", () -> NameRegistrar.getIfExists("measured") != null);
            String metrics = q2.getPrometheusMeterRegistry().scrape();
            for (String meter : List.of("jpos_tm_op_", "jpos_tm_cnt_total", "jpos_tm_active_sessions")) {
                assertEquals(measured, metrics.contains(meter), meter);
            }
        } finally {
            q2.stop();
        }
    }

    private void deploy(Class<?> manager, String name, String... decisions) throws IOException {
        StringBuilder participants = new StringBuilder();
        for (int i = 0; i < decisions.length; i++) {
            participants.append(participant(Integer.toString(i + 1), decisions[i]));
        }
        Path folder = Files.createDirectories(home.resolve("deploy"));
        Files.writeString(folder.resolve(name + ".xml"), """
                <txnmgr name="%s" class="%s" logger="none">
                  <property name="queue" value="%s"/>
                  <property name="sessions" value="1"/>
                  %s
                  <group name="extra">%s</group>
                </txnmgr>""".formatted(
                        name, manager.getName(), name, participants, participant("G", "go")));
    }

    private static String participant(String name, String decision) {
        Class<?> kind = decision.equals("select") ? Selecting.class : Deciding.class;
        return """
                <participant class="%s" logger="none">
                  <property name="name" value="%s"/><property name="decision" value="%s"/>
                </participant>""".formatted(kind.getName(), name, decision);
    }

    /** The context: what participants heard. */
    static final class Trail implements Serializable {
        private final transient List<String> heard = new CopyOnWriteArrayList<>();
        private final transient BlockingQueue<String> queue = new ArrayBlockingQueue<>(20);

        void hear(String what) {
            queue.add(what);
        }

        String whole(int length) throws InterruptedException {
            while (heard.size() < length) {
                String next = queue.poll(5, TimeUnit.SECONDS);
                if (next == null) {
                    break;
                }
                heard.add(next);
            }
            return Stream.concat(heard.stream(), queue.stream()).collect(Collectors.joining(" "));
        }
    }

    /** Does what its descriptor says. Named by jPOS, so public. */
    public static class Deciding implements AbortParticipant, Configurable {
        private String name = "";
        private String decision = "";

        @Override
        public void setConfiguration(Configuration given) {
            name = given.get("name");
            decision = given.get("decision");
        }

        @Override
        public int prepare(long id, Serializable context) {
            ((Trail) context).hear("p" + name);
            return switch (decision) {
                case "join" -> PREPARED;
                case "stop" -> ABORTED | NO_JOIN;
                case "breaks" -> throw new IllegalStateException("as it was told to");
                default -> PREPARED | NO_JOIN | READONLY;
            };
        }

        @Override
        public int prepareForAbort(long id, Serializable context) {
            ((Trail) context).hear("w" + name);
            return decision.equals("join") ? ABORTED : ABORTED | NO_JOIN;
        }

        @Override
        public void commit(long id, Serializable context) {
            ((Trail) context).hear("c" + name);
        }

        @Override
        public void abort(long id, Serializable context) {
            ((Trail) context).hear("a" + name);
        }
    }

    /** Sends the transaction through the group {@code extra}. */
    public static final class Selecting extends Deciding implements GroupSelector {
        @Override
        public String select(long id, Serializable context) {
            return "extra";
        }
    }
}

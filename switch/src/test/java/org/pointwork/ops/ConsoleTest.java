package org.pointwork.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.jpos.q2.Q2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator console, over SSH as an operator has it. */
class ConsoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOGGER = Logger.getLogger("org.pointwork.ops");

    @TempDir
    Path dir;

    private final Lines log = new Lines();
    private final SshClient client = SshClient.setUpDefaultClient();
    private ConsoleServer server;

    @BeforeEach
    void start() {
        LOGGER.addHandler(log);
        Path deploy = dir.resolve("deploy");
        server = new ConsoleServer(
                "127.0.0.1", 0, "operator", "the-token", dir.resolve("host-key"), new Q2(deploy.toString()));
        client.setServerKeyVerifier((_, _, _) -> true);
        client.start();
    }

    @AfterEach
    void stop() throws IOException {
        client.stop();
        server.close();
        LOGGER.removeHandler(log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smconsole -lmk /tmp/lmk FK 128 zpk 00112233445566778899AABBCCDDEEFF",
                "SMCONSOLE",
                "ssm",
                "install",
                "deploy",
                "deploy:disable 10_journal.xml",
                "service stop 10_journal",
                "shutdown",
                "mem --gc",
                "tail q2",
                "env",
                "org.jpos.q2.cli.INSTALL",
                "LinkCommand"
            })
    void runsNothingThatIsNotListed(String command) throws IOException {
        assertEquals("no such command; help lists them", run(command).strip());
        assertTrue(log.lines.stream().noneMatch(line -> line.contains("asks for")), log.lines::toString);
    }

    @Test
    void aShellIsAsStrictAsASingleCommand() throws IOException {
        String seen = shell("smconsole\nlinks; install\nhelp\nexit\n");
        assertTrue(seen.contains("no such command"), seen);
        assertTrue(seen.contains("stand-in [write-off TXN WHO WHY...]"), seen);
        assertFalse(seen.contains("Invalid command"), seen);
    }

    @Test
    void helpHasALineForEachCommand() throws IOException {
        List<String> lines = run("help").lines().toList();
        assertEquals(ConsoleCommands.names().size(), lines.size());
        assertTrue(lines.stream().allMatch(line -> line.matches("[a-z].{56}[a-z].*")), lines::toString);
    }

    @Test
    void logsWhoLogsInAndWhatTheyChange() throws IOException {
        run("sign-off");
        assertEquals(2, log.lines.size(), log.lines::toString);
        assertTrue(log.lines.remove().startsWith("console: operator logged in from /127.0.0.1:"));
        assertEquals("console: operator asks for sign-off", log.lines.remove());
    }

    @Test
    void logsARefusedLoginWithoutItsNameOrPassword() {
        assertThrows(SshException.class, () -> login("mistyped-token", "wrong"));
        assertFalse(log.lines.isEmpty());
        assertTrue(
                log.lines.stream().allMatch(line -> line.matches("console: refused a login from /127.0.0.1:[0-9]+")),
                log.lines::toString);
    }

    private String run(String command) throws IOException {
        try (ClientSession session = login("operator", "the-token")) {
            return output(session.createExecChannel(command), "");
        }
    }

    private String shell(String typed) throws IOException {
        try (ClientSession session = login("operator", "the-token")) {
            return output(session.createShellChannel(), typed);
        }
    }

    private static String output(ClientChannel channel, String typed) throws IOException {
        var out = new ByteArrayOutputStream();
        try (channel) {
            channel.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(out);
            channel.open().verify(PATIENCE);
            var seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            assertTrue(seen.contains(ClientChannelEvent.CLOSED), seen::toString);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private ClientSession login(String user, String password) throws IOException {
        ClientSession session = client.connect(user, "127.0.0.1", server.port())
                .verify(PATIENCE)
                .getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        return session;
    }

    /** What was logged. */
    private static final class Lines extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            lines.add(formatter.formatMessage(entry));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}

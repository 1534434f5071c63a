package org.pointwork.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.jpos.q2.Q2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Port 2222: a command line over SSH, for the one operator who has the token. It knows the commands of {@link
 * ConsoleCommands} and no others. The log has a line for each login, refused or not.
 */
public final class ConsoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private final SshServer server;

    /** @param token the password; compared in constant time */
    public ConsoleServer(String host, int port, String user, String token, Path hostKeyFile, Q2 q2) {
        server = SshServer.setUpDefaultServer();
        server.setHost(host);
        server.setPort(port);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(hostKeyFile));
        byte[] expected = token.getBytes(UTF_8);
        server.setPasswordAuthenticator((name, password, session) -> {
            boolean right = name.equals(user) & MessageDigest.isEqual(password.getBytes(UTF_8), expected);
            // a wrong name is not written out: it may be the password, typed too early
            if (right) {
                LOG.info("console: {} logged in from {}", user, session.getClientAddress());
            } else {
                LOG.warn("console: refused a login from {}", session.getClientAddress());
            }
            return right;
        });
        server.setShellFactory(_ -> new ConsoleSession(q2, ""));
        server.setCommandFactory((_, command) -> new ConsoleSession(q2, command));
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException("console cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens: the port asked for, or the one drawn where that was 0. */
    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}

package org.pointwork.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.jpos.q2.Q2;

/** Port 2222: jPOS's command line over SSH, for the one operator who has the token. */
public final class ConsoleServer implements AutoCloseable {
    private final SshServer server;

    /** @param token the password; compared in constant time */
    public ConsoleServer(String host, int port, String user, String token, Path hostKeyFile, Q2 q2) {
        server = SshServer.setUpDefaultServer();
        server.setHost(host);
        server.setPort(port);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(hostKeyFile));
        byte[] expected = token.getBytes(StandardCharsets.UTF_8);
        server.setPasswordAuthenticator((name, password, _) ->
                name.equals(user) && MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), expected));
        server.setShellFactory(_ -> new ConsoleSession(q2, ""));
        server.setCommandFactory((_, command) -> new ConsoleSession(q2, command));
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException("console cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}

package org.pointwork.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jpos.q2.Q2;

/** One operator on the console: a shell where no command is given, else that command and out. */
final class ConsoleSession implements Command {
    private final Q2 q2;
    private final String command;
    private InputStream in;
    private OutputStream out;
    private ExitCallback exit;

    ConsoleSession(Q2 q2, String command) {
        this.q2 = q2;
        this.command = command;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        String user = channel.getSession().getUsername();
        Thread.ofPlatform().daemon().name("console").start(() -> run(user, environment));
    }

    private void run(String user, Environment environment) {
        PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
        try {
            new ConsoleCli(q2, user, in, terminal, command, environment).run();
        } catch (IOException | UncheckedIOException e) {
            terminal.println("the console broke: " + e.getMessage());
        } finally {
            terminal.flush();
            exit.onExit(0);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the streams close with the channel, and the shell ends with them
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // jPOS's console has one stream out
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }
}

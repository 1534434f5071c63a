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
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jpos.q2.CLI;
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
        Thread.ofPlatform().daemon().name("console").start(() -> run(environment));
    }

    private void run(Environment environment) {
        Thread.currentThread().setContextClassLoader(new CommandNames(getClass().getClassLoader()));
        PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
        try {
            boolean shell = command.isEmpty();
            new PointworkCli(q2, in, terminal, shell ? null : command, shell, environment).run();
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

    /** jPOS's console with our commands before its own, on the operator's terminal. */
    private static final class PointworkCli extends CLI {
        private final Environment environment;

        PointworkCli(Q2 q2, InputStream in, OutputStream out, String line, boolean shell, Environment environment)
                throws IOException {
            this.environment = environment; // the super constructor builds the terminal
            super(q2, in, out, line, shell, shell);
        }

        @Override
        protected String[] getCompletionPrefixes() {
            return new String[] {"org.pointwork.ops.console.", "org.jpos.q2.cli."};
        }

        /** jPOS would take the node's own terminal, which a service has none of. */
        @Override
        protected Terminal buildTerminal(InputStream in, OutputStream out) {
            try {
                String type = environment.getEnv().getOrDefault(Environment.ENV_TERM, "dumb");
                Terminal terminal = new ExternalTerminal("console", type, in, out, StandardCharsets.UTF_8);
                terminal.setSize(new Size(number(Environment.ENV_COLUMNS, 80), number(Environment.ENV_LINES, 24)));
                return terminal;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int number(String variable, int otherwise) {
            String text = environment.getEnv().getOrDefault(variable, "");
            return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : otherwise;
        }
    }

    /** jPOS makes a class name of what is typed: {@code sign-on} has to find {@code SIGN_ON}. */
    private static final class CommandNames extends ClassLoader {
        CommandNames(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            return super.loadClass(name.replace('-', '_'));
        }
    }
}

package org.pointwork.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jpos.q2.CLI;
import org.jpos.q2.Q2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the commands know as jPOS's console. Only its context and terminal are jPOS's: its own loop runs any class whose
 * name is typed, this one runs what {@link ConsoleCommands} lists.
 */
final class ConsoleCli extends CLI {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCli.class);

    private final String user;
    private final String command;
    private final Environment environment;

    /** @param command the one command to run; empty for a shell */
    ConsoleCli(Q2 q2, String user, InputStream in, OutputStream out, String command, Environment environment)
            throws IOException {
        this.user = user;
        this.command = command;
        this.environment = environment; // the super constructor builds the terminal
        boolean shell = command.isEmpty();
        super(q2, in, out, null, shell, shell);
    }

    @Override
    public void run() {
        if (!isInteractive()) {
            execute(command);
            return;
        }
        try (Terminal terminal = ctx.getReader().getTerminal()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .completer(new StringsCompleter(ConsoleCommands.names()))
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            ctx.setReader(reader);
            while (!ctx.isStopped()) {
                execute(reader.readLine("pointwork> "));
            }
        } catch (UserInterruptException | EndOfFileException e) {
            LOG.debug("console: {} left", user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String line) {
        if (line.isBlank()) {
            return;
        }
        String typed = line.strip();
        List<String> words = new DefaultParser().parse(typed, typed.length()).words();
        Optional<ConsoleCommand> found = ConsoleCommands.named(words.getFirst());
        if (found.isEmpty()) {
            ctx.println("no such command; help lists them");
            return;
        }
        found.get().change(words).ifPresent(change -> LOG.info("console: {} asks for {}", user, change));
        try {
            found.get().run().exec(ctx, words.toArray(String[]::new));
        } catch (Exception e) {
            LOG.warn("console: {} failed", found.get().name(), e); // the log leaves messages of exceptions out
            ctx.println("failed: " + e.getMessage());
        }
    }

    /** None of jPOS's commands, not even to complete a word. */
    @Override
    protected String[] getCompletionPrefixes() {
        return new String[0];
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

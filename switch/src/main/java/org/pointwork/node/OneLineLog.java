package org.pointwork.node;

import java.time.Instant;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * One line per record, whatever is in it: a carriage return or an escape sequence that came in a message cannot forge a
 * line or move a cursor. Stack traces go to one line as well.
 */
final class OneLineLog extends Formatter {
    private static final int LONGEST = 2000;

    /** Held here, because the log manager forgets loggers that nobody holds, and their levels with them. */
    private static final List<Logger> CHATTY = Stream.of(
                    "org.apache", "org.eclipse.jetty", "io.javalin", "org.flywaydb", "com.zaxxer", "software.amazon")
            .map(Logger::getLogger)
            .toList();

    /** Q2 registers its meters before anyone can filter them, and hears about it at every start. */
    private static final Logger MICROMETER = Logger.getLogger("io.micrometer");

    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new OneLineLog());
        root.addHandler(console);
        CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
        MICROMETER.setLevel(Level.SEVERE);
    }

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder()
                .append(Instant.ofEpochMilli(record.getMillis()))
                .append(' ')
                .append(record.getLevel())
                .append(' ')
                .append(record.getLoggerName())
                .append(" - ")
                .append(formatMessage(record));
        for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
            line.append(" | ").append(thrown.getClass().getName());
            StackTraceElement[] trace = thrown.getStackTrace();
            for (int i = 0; i < Math.min(5, trace.length); i++) {
                line.append(" < ").append(trace[i]);
            }
        }
        return inert(line) + System.lineSeparator();
    }

    private static String inert(CharSequence text) {
        StringBuilder inert = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char c = text.charAt(i);
            inert.append(Character.isISOControl(c) ? '.' : c);
        }
        return inert.toString();
    }
}

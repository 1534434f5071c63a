package org.pointwork.hsm.ceremony;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyRef;

/**
 * Who did what to which key, one line each, chained by hashes: a line that was changed, taken out or put in between is
 * found, as is an end that was cut off by whoever noted the last hash. Never a key or a component of one.
 *
 * <pre>
 * number | time | who | what | purpose and label of the key | details | hash of the line before and of this
 * </pre>
 *
 * The parts are separated by tabs. Several processes may append: each locks the file.
 */
public final class AuditTrail {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern FORBIDDEN = Pattern.compile("[^ -~]");
    private static final String BEGIN = "0".repeat(64);
    private static final int MOST_BYTES = 64 << 20;

    private final Path file;
    private final Clock clock;

    /** @param file made when first written to, readable by its owner alone */
    public AuditTrail(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * A whole trail.
     *
     * @param last the hash of its last line, which is worth noting elsewhere
     */
    public record Chain(long lines, String last) {}

    /** Refuses a name that is none: letters, digits, dot, dash, underscore and @, at most 64. */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw HsmException.refused(
                    Fault.FORMAT, "name", "a name is letters, digits, dots, dashes, underscores and @, at most 64");
        }
    }

    /**
     * Checks every line.
     *
     * @throws AuditException naming the first line that is not as it was written
     */
    public Chain verify() {
        if (!Files.exists(file)) {
            return new Chain(0, BEGIN);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return verify(channel);
        } catch (IOException e) {
            throw new AuditException(file + " cannot be read", e);
        }
    }

    private Chain verify(FileChannel channel) throws IOException {
        if (channel.size() > MOST_BYTES) {
            throw new AuditException(file + " has more than 64 MB: begin another");
        }
        String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        String last = BEGIN;
        long number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int tab = line.lastIndexOf('\t');
            String hash = hash(last, line.substring(0, Math.max(tab, 0)));
            if (!line.startsWith(number + "\t") || !line.substring(tab + 1).equals(hash)) {
                throw new AuditException(file + ": line " + number + " is not as it was written");
            }
            last = hash;
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new AuditException(file + ": line " + number + " is cut short");
        }
        return new Chain(number, last);
    }

    /**
     * Adds a line, durably.
     *
     * @throws AuditException where the trail is broken or cannot be written
     */
    public void append(List<String> who, String what, KeyRef key, String details) {
        who.forEach(AuditTrail::requireName);
        String content = "%s\t%s\t%s\t%s %s\t%s"
                .formatted(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        String.join(",", who),
                        what,
                        key.purpose(),
                        key.label(),
                        FORBIDDEN.matcher(details).replaceAll("?"));
        try (FileChannel channel = open()) {
            channel.lock(); // until it is closed
            Chain before = verify(channel);
            String line = before.lines() + 1 + "\t" + content;
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + "\t" + hash(before.last(), line) + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new AuditException(file + " cannot be written", e);
        }
    }

    private FileChannel open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Does work between two lines, one that says what is about to be done and one that says what came of it. */
    public <T> T around(List<String> who, String what, KeyRef key, String details, Supplier<T> work) {
        append(who, what + " begins", key, details);
        T result;
        try {
            result = work.get();
        } catch (HsmException e) {
            append(who, what + " failed", key, e.reason() + " " + e.fault());
            throw e;
        }
        append(who, what + " done", key, String.valueOf(result));
        return result;
    }

    private static String hash(String before, String line) {
        try {
            byte[] bytes = (before + "\t" + line).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package org.pointwork.hsm.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;

/**
 * The catalogue: which key of the box hides behind a label. A file of lines, cryptograms alone, and which master key they
 * are under:
 *
 * <pre>
 * # type   label              since                     check value  key under the master key
 * lmk      268604                                                       (the box's own check value, as NC says it)
 * zpk      zpk.issuer         2026-11-21T14:02:11.482Z  0D39A4       S10096P0TN00E0000…
 * zak      zak.issuer.v7      2026-11-21T14:02:12.001Z  8CA64D       U1A4D…
 * </pre>
 *
 * A change is written to a second file, forced to disk and moved over the first. Changes by another process are seen within
 * {@link #REFRESH}; while the file cannot be read or makes no sense, what was read last is used.
 */
public final class BoxKeys {
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Path file;
    private volatile Content content;

    /** What the file said, and as of when. */
    private record Content(Optional<String> lmk, Map<String, BoxCryptogram> keys, FileTime written, long readNanos) {}

    private BoxKeys(Path file) {
        this.file = file;
        this.content = read();
    }

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException naming file and line where it cannot be read or makes no sense
     */
    public static BoxKeys of(Path file) {
        return new BoxKeys(file);
    }

    /** A catalogue without keys at a place where there is none, for boxes whose master key has this check value. */
    public static BoxKeys create(Path file, String lmkCheckValue) {
        try {
            Files.writeString(file, "lmk " + lmkCheckValue + "\n", StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BoxKeys(file);
    }

    /** The check value of the master key that the keys are under, where the file says it. */
    Optional<String> lmk() {
        return content.lmk();
    }

    /** @throws HsmException KEY_MISSING where the catalogue has none of this label and purpose */
    BoxCryptogram get(KeyRef key) {
        BoxCryptogram found = now().keys().get(name(key));
        if (found == null) {
            throw new HsmException(
                    Reason.KEY_MISSING, key.label(), "no key of purpose " + key.purpose() + " in the catalogue");
        }
        return found;
    }

    /** All keys, by purpose and label. */
    public Collection<BoxCryptogram> all() {
        return now().keys().values();
    }

    /** Stores a key, replacing what was there under its name. */
    public void put(BoxCryptogram key) {
        change(keys -> keys.put(name(key.key()), key));
    }

    /** Says whether there was one. */
    public boolean remove(KeyRef key) {
        boolean[] was = {false};
        change(keys -> was[0] = keys.remove(name(key)) != null);
        return was[0];
    }

    private static String name(KeyRef key) {
        return key.purpose() + ' ' + key.label();
    }

    private Content now() {
        Content last = content;
        return System.nanoTime() - last.readNanos() < REFRESH.toNanos() ? last : refreshed();
    }

    private synchronized Content refreshed() {
        try {
            FileTime written = Files.getLastModifiedTime(file);
            content = written.equals(content.written())
                    ? new Content(content.lmk(), content.keys(), written, System.nanoTime())
                    : read();
        } catch (IOException | IllegalArgumentException _) {
            content = new Content(content.lmk(), content.keys(), content.written(), System.nanoTime());
        }
        return content;
    }

    private synchronized void change(Consumer<Map<String, BoxCryptogram>> edit) {
        Content last = read();
        Map<String, BoxCryptogram> keys = new TreeMap<>(last.keys());
        edit.accept(keys);
        StringBuilder text = new StringBuilder();
        last.lmk().ifPresent(value -> text.append("lmk ").append(value).append('\n'));
        keys.values().forEach(key -> text.append(line(key)).append('\n'));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, text);
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new HsmException(Reason.UNAVAILABLE, "catalogue " + file, "cannot be written", e);
        }
        content = read();
    }

    private static String line(BoxCryptogram key) {
        return String.join(
                " ",
                key.type().inWords(),
                key.label(),
                key.since().toString(),
                key.kcv().hex(),
                key.text());
    }

    private Content read() {
        try {
            FileTime written = Files.getLastModifiedTime(file);
            Map<String, BoxCryptogram> keys = new TreeMap<>();
            Optional<String> lmk = Optional.empty();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith("lmk ")) {
                    lmk = Optional.of(line.substring("lmk ".length()).strip());
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    BoxCryptogram key = parsed(i + 1, line);
                    if (keys.put(name(key.key()), key) != null) {
                        throw wrong(i + 1, key.label() + " is there twice");
                    }
                }
            }
            return new Content(lmk, Map.copyOf(keys), written, System.nanoTime());
        } catch (IOException e) {
            throw new IllegalArgumentException("catalogue " + file + " cannot be read", e);
        }
    }

    private BoxCryptogram parsed(int number, String line) {
        String[] words = BLANKS.split(line);
        if (words.length != 5) {
            throw wrong(number, "a key is type, label, time, check value and cryptogram");
        }
        BoxKey type = BoxKey.named(words[0]).orElseThrow(() -> wrong(number, "there is no type of key " + words[0]));
        try {
            return new BoxCryptogram(words[1], type, Instant.parse(words[2]), new Kcv(words[3]), words[4]);
        } catch (DateTimeParseException _) {
            throw wrong(number, "the time is not like 2026-11-21T14:02:11.482Z");
        } catch (IllegalArgumentException e) {
            throw wrong(number, String.valueOf(e.getMessage()));
        }
    }

    private IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("catalogue " + file + ", line " + line + ": " + what);
    }

    @Override
    public String toString() {
        return "catalogue " + file;
    }
}

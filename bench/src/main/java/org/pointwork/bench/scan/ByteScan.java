package org.pointwork.bench.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Searches every file of a folder for secrets in all their forms. */
public final class ByteScan {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int HITS_PER_FILE = 20;

    private final NeedleSearch search;

    public ByteScan(Collection<Secret> secrets) {
        this.search = new NeedleSearch(
                secrets.stream().flatMap(secret -> Forms.of(secret).stream()).toList());
    }

    /**
     * A secret where it must not be. Names it and never shows it.
     *
     * @param offset of its first byte in the file
     * @param what the secret's name and its form
     */
    public record Hit(Path file, long offset, String what) {
        @Override
        public String toString() {
            return file + " at " + offset + ": " + what;
        }
    }

    /**
     * What a scan saw.
     *
     * @param hits at most 20 of each file
     */
    public record Result(int files, long bytes, List<Hit> hits) {}

    /**
     * Reads all files below a folder. Files that vanish meanwhile are passed over.
     *
     * @param skipped folders and files that are left out
     * @throws UncheckedIOException where a file cannot be read: what was not looked at does not count as clean
     */
    public Result scan(Path folder, Set<Path> skipped) throws IOException {
        List<Path> files = FileTree.files(folder, skipped);
        AtomicLong bytes = new AtomicLong();
        List<Hit> hits = files.parallelStream()
                .flatMap(file -> search(file, bytes).stream())
                .toList();
        return new Result(files.size(), bytes.get(), hits);
    }

    private List<Hit> search(Path file, AtomicLong bytes) {
        List<Hit> hits = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            bytes.addAndGet(search(file, in, hits));
        } catch (NoSuchFileException e) {
            return hits; // the databases and the broker recycle theirs
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be scanned", e);
        }
        return hits;
    }

    /**
     * Each round judges the places from which the longest needle and its neighbour fit, and hands the rest to the next,
     * with the byte before it: none is missed or found twice.
     */
    private long search(Path file, InputStream in, List<Hit> hits) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int kept = 0;
        int from = 0;
        long start = 0;
        while (true) {
            int length = kept + in.readNBytes(buffer, kept, buffer.length - kept);
            boolean last = length < buffer.length;
            int first = from;
            int end = last ? length : length - search.longest();
            long base = start;
            search.search(buffer, length, (offset, needle) -> {
                if (offset >= first && offset < end && hits.size() < HITS_PER_FILE) {
                    hits.add(new Hit(file, base + offset, needle.name()));
                }
            });
            if (last) {
                return start + length;
            }
            from = 1;
            kept = length - end + 1;
            System.arraycopy(buffer, end - 1, buffer, 0, kept);
            start += end - 1;
        }
    }
}

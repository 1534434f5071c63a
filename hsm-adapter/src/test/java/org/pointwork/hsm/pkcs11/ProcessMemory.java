package org.pointwork.hsm.pkcs11;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All memory that another process of ours can write: its heap, its stacks, what native code allocated. */
final class ProcessMemory {
    private static final int CHUNK = 1 << 20;
    private static final int KEY_BYTES = 2;

    private final Path process;

    ProcessMemory(long pid) {
        this.process = Path.of("/proc", String.valueOf(pid));
    }

    /** Whether the system lets us look. */
    boolean isReadable() {
        return Files.isReadable(process.resolve("mem"));
    }

    /**
     * Looks for byte strings.
     *
     * @param sought by name, at least 8 bytes each, which come in real memory by no accident
     * @return the names of those that were found, with the places
     */
    Map<String, List<Long>> find(Map<String, byte[]> sought) throws IOException {
        var byStart = new ArrayList<List<Map.Entry<String, byte[]>>>();
        for (int i = 0; i < 1 << 8 * KEY_BYTES; i++) {
            byStart.add(List.of());
        }
        int longest = 0;
        for (var entry : sought.entrySet()) {
            int start = start(entry.getValue(), 0);
            var same = new ArrayList<>(byStart.get(start));
            same.add(entry);
            byStart.set(start, same);
            longest = Math.max(longest, entry.getValue().length);
        }
        var found = new TreeMap<String, List<Long>>();
        try (var memory = new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
            for (String range : Files.readAllLines(process.resolve("maps"))) {
                search(memory, range, longest, byStart, found);
            }
        }
        return found;
    }

    private static void search(
            RandomAccessFile memory,
            String range,
            int longest,
            List<List<Map.Entry<String, byte[]>>> byStart,
            Map<String, List<Long>> found)
            throws IOException {
        String[] parts = range.split(" +");
        if (!parts[1].startsWith("rw") || range.endsWith("[vvar]")) {
            return;
        }
        long from = Long.parseUnsignedLong(parts[0].split("-")[0], 16);
        long to = Long.parseUnsignedLong(parts[0].split("-")[1], 16);
        byte[] chunk = new byte[CHUNK + longest];
        for (long at = from; at < to; at += CHUNK) {
            int length = read(memory, at, chunk, (int) Math.min(chunk.length, to - at));
            for (int i = 0; i + KEY_BYTES <= length; i++) {
                for (var entry : byStart.get(start(chunk, i))) {
                    if (is(entry.getValue(), chunk, i, length)) {
                        found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                                .add(at + i);
                    }
                }
            }
        }
    }

    /** What is not there to be read, such as guard pages, is nothing. */
    private static int read(RandomAccessFile memory, long at, byte[] into, int length) {
        int read = 0;
        try {
            memory.seek(at);
            while (read < length) {
                int more = memory.read(into, read, length - read);
                if (more < 0) {
                    break;
                }
                read += more;
            }
        } catch (IOException _) {
            // The range ends here.
        }
        return read;
    }

    private static int start(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static boolean is(byte[] sought, byte[] chunk, int at, int length) {
        if (at + sought.length > length) {
            return false;
        }
        for (int i = 0; i < sought.length; i++) {
            if (chunk[at + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }
}

package org.pointwork.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What Linux knows of processes, from {@code /proc}. A process that is gone counts as nothing. */
public final class Processes {
    private static final long TICK_MICROS = TimeUnit.SECONDS.toMicros(1) / 100; // USER_HZ, 100 wherever Linux runs
    private static final int USER_TIME = 11; // fields after the command's closing parenthesis, proc(5)
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private Processes() {}

    /** CPU time in microseconds of a process and all below it, those that have ended included; steps of 10 ms. */
    public static long cpuMicros(long pid) {
        return tree(pid).mapToLong(Processes::ownCpuMicros).sum();
    }

    /** Resident memory of a process and all below it in KiB; pages they share count once each. */
    public static long rssKib(long pid) {
        return tree(pid).mapToLong(Processes::ownRssKib).sum();
    }

    /** CPU time of each, by name. */
    public static Map<String, Long> cpuMicros(Map<String, Long> pids) {
        Map<String, Long> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> used.put(name, cpuMicros(pid)));
        return used;
    }

    private static Stream<Long> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long ownCpuMicros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = USER_TIME; i <= CHILDREN_SYSTEM_TIME; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * TICK_MICROS;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ownRssKib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}

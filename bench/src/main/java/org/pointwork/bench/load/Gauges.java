package org.pointwork.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What processes used between the ends of the measured time: CPU by process, and heap of the one that it is about. */
final class Gauges implements LoadRun.Window, AutoCloseable {
    private final Map<String, Long> pids;
    private final Optional<Allocations> heap;
    private final Map<String, Long> cpuMicros = new LinkedHashMap<>();
    private OptionalLong allocatedBefore = OptionalLong.empty();
    private long allocatedBytes;

    /** @param heap 0 for no process */
    Gauges(Map<String, Long> pids, long heap) {
        this.pids = pids;
        this.heap = heap == 0 ? Optional.empty() : Allocations.of(heap);
    }

    @Override
    public void opened() {
        allocatedBefore = allocated();
        Processes.cpuMicros(pids).forEach((name, micros) -> cpuMicros.put(name, -micros));
    }

    @Override
    public void closed() {
        Processes.cpuMicros(pids).forEach((name, micros) -> cpuMicros.merge(name, micros, Long::sum));
        OptionalLong after = allocated();
        if (allocatedBefore.isPresent() && after.isPresent()) {
            allocatedBytes = after.getAsLong() - allocatedBefore.getAsLong();
        }
    }

    private OptionalLong allocated() {
        return heap.isPresent() ? heap.get().bytes() : OptionalLong.empty();
    }

    LoadResult completed(LoadResult result) {
        return result.with(cpuMicros, allocatedBytes);
    }

    @Override
    public void close() throws IOException {
        if (heap.isPresent()) {
            heap.get().close();
        }
    }
}

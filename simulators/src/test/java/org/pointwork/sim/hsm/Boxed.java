package org.pointwork.sim.hsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.conformance.Subject;
import org.pointwork.hsm.host.BoxCryptogram;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.host.BoxKeys;
import org.pointwork.hsm.host.HostConfig;
import org.pointwork.hsm.host.HostHsm;

/** One or more simulators with one master key, and the adapter on them. Keys go in as custodians would bring them. */
final class Boxed implements Subject, AutoCloseable {
    static final int HEADER = 8;

    final List<HsmSim> boxes;
    final BoxKeys keys;
    final HostHsm hsm;
    private final TestLmk lmk;
    private final boolean asBlocks;

    private Boxed(List<HsmSim> boxes, BoxKeys keys, HostHsm hsm, TestLmk lmk, boolean asBlocks) {
        this.boxes = boxes;
        this.keys = keys;
        this.hsm = hsm;
        this.lmk = lmk;
        this.asBlocks = asBlocks;
    }

    /** Answers are given time enough for any machine. */
    static Boxed of(int boxes, boolean asBlocks) {
        return of(boxes, asBlocks, 2, 64, Duration.ofSeconds(10), Duration.ofMillis(100));
    }

    static Boxed of(
            int count, boolean asBlocks, int connections, int maxInFlight, Duration answerWithin, Duration heartbeat) {
        try {
            TestLmk lmk = new TestLmk("test");
            HsmSim[] boxes = new HsmSim[count];
            for (int i = 0; i < count; i++) {
                boxes[i] = HsmSim.start(0, HEADER, lmk);
            }
            Path folder = Files.createTempDirectory(Path.of("target"), "box-keys");
            BoxKeys keys = BoxKeys.create(folder.resolve("keys"), lmk.checkValue());
            HostConfig config = new HostConfig(
                    Arrays.stream(boxes)
                            .map(box -> new HostConfig.Address("127.0.0.1", box.port()))
                            .toList(),
                    Optional.empty(),
                    connections,
                    HEADER,
                    maxInFlight,
                    answerWithin,
                    heartbeat);
            return new Boxed(List.of(boxes), keys, HostHsm.open(config, keys), lmk, asBlocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Hsm hsm() {
        return hsm;
    }

    @Override
    public void load(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
        load(BoxKey.of(key, algorithm), key.label(), algorithm, clear);
    }

    void load(BoxKey type, String label, KeyAlgorithm algorithm, byte[] clear) {
        String text = asBlocks || !algorithm.isTdes() ? lmk.block(type, algorithm, clear) : lmk.variant(type, clear);
        keys.put(new BoxCryptogram(label, type, Instant.now(), new Kcv("000000"), text));
    }

    /** Until something happens that says so in its state alone. */
    static void await(BooleanSupplier happened) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        hsm.close();
        boxes.forEach(box -> {
            try {
                box.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

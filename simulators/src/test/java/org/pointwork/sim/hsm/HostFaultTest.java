package org.pointwork.sim.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.host.HostConfig;
import org.pointwork.hsm.host.HostHsm;

/** What becomes of calls when boxes and lines misbehave. */
class HostFaultTest {
    private static final MacKey KEY = new MacKey("zak.fault");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void aBoxThatIsLostInMidOperationIsReplacedByTheOther() {
        try (Boxed boxed = ready(Boxed.of(2, true))) {
            byte[] right = mac(boxed.hsm, 0);
            boxed.boxes.getFirst().fault(new HsmFault.Drop());
            for (int i = 0; i < 20; i++) {
                assertArrayEquals(right, mac(boxed.hsm, 0));
            }
            boxed.boxes.getFirst().fault(new HsmFault.None());
            Boxed.await(() -> !boxed.hsm.health().detail().contains("not"));
        }
    }

    @Test
    void withOneBoxItIsUnavailableUntilItIsBack() {
        try (Boxed boxed = ready(Boxed.of(1, true))) {
            byte[] right = mac(boxed.hsm, 0);
            boxed.boxes.getFirst().fault(new HsmFault.Drop());
            Boxed.await(() -> boxed.hsm.health().state() == State.DOWN);
            assertEquals(Reason.UNAVAILABLE, refused(boxed.hsm).reason());
            boxed.boxes.getFirst().fault(new HsmFault.None());
            Boxed.await(() -> boxed.hsm.health().state() == State.UP);
            assertArrayEquals(right, mac(boxed.hsm, 0));
            assertTrue(boxed.hsm.health().logins() > 2, "lines were opened anew");
        }
    }

    /** A half-open connection looks like this: all is accepted, and nothing comes. */
    @Test
    void aBoxThatFallsSilentIsFoundByTheHeartbeat() {
        try (Boxed boxed = ready(Boxed.of(2, true, 2, 64, SHORT, SHORT))) {
            boxed.boxes.getFirst().fault(new HsmFault.Silent());
            Boxed.await(() -> boxed.hsm.health().detail().contains("no answer to a heartbeat"));
            assertEquals(State.UP, boxed.hsm.health().state());
        }
    }

    @Test
    void anErrorOfTheBoxItselfIsNoAnswer() {
        try (Boxed boxed = ready(Boxed.of(2, true))) {
            byte[] right = mac(boxed.hsm, 0);
            boxed.boxes.getFirst().fault(new HsmFault.Error("13"));
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(right, mac(boxed.hsm, 0));
            }
            boxed.boxes.getLast().fault(new HsmFault.Error("41"));
            assertEquals(Reason.UNAVAILABLE, refused(boxed.hsm).reason());
        }
    }

    @Test
    void aRefusalIsNotTakenToAnotherBox() {
        try (Boxed boxed = ready(Boxed.of(2, true))) {
            boxed.boxes.forEach(box -> box.fault(new HsmFault.Error("A6")));
            HsmException refused = refused(boxed.hsm);
            assertEquals(Reason.REFUSED, refused.reason());
            assertEquals(Fault.USAGE, refused.fault());
        }
    }

    @Test
    void moreThanMayWaitAreBusyAndWhatFinishesWorkHasTwiceTheRoom() throws Exception {
        try (Boxed boxed = ready(Boxed.of(1, true, 1, 2, LONG, LONG));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] right = mac(boxed.hsm, 0);
            boxed.boxes.getFirst().fault(new HsmFault.Slow(2_000));
            List<Future<byte[]>> slow = new ArrayList<>();
            Callable<byte[]> begins = () -> mac(boxed.hsm, 0);
            slow.add(threads.submit(begins));
            slow.add(threads.submit(begins));
            Boxed.await(() -> boxed.hsm.health().waiting() == 2);
            assertEquals(Reason.BUSY, refused(boxed.hsm).reason());
            slow.add(threads.submit(() -> mac(boxed.hsm.toFinish(), 0)));
            for (Future<byte[]> answer : slow) {
                assertArrayEquals(right, answer.get());
            }
            assertEquals(1, boxed.hsm.health().busy());
        }
    }

    /** Callers who gave up are not answered, and what was meant for them goes to nobody else. */
    @Test
    void aLateAnswerIsGivenToNobody() throws Exception {
        try (Boxed boxed = ready(Boxed.of(1, true, 1, 64, Duration.ofMillis(200), LONG));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[][] right = new byte[16][];
            for (int i = 0; i < right.length; i++) {
                right[i] = mac(boxed.hsm, i);
            }
            boxed.boxes.getFirst().fault(new HsmFault.Slow(1_000));
            List<Future<byte[]>> late = new ArrayList<>();
            for (int i = 0; i < right.length; i++) {
                int data = i;
                late.add(threads.submit(() -> mac(boxed.hsm, data)));
            }
            for (Future<byte[]> answer : late) {
                var failed = assertThrows(ExecutionException.class, answer::get);
                assertEquals(Reason.UNAVAILABLE, ((HsmException) failed.getCause()).reason());
            }
            boxed.boxes.getFirst().fault(new HsmFault.None());
            int asked = 0;
            while (boxed.hsm.lateAnswers() < right.length) {
                int data = asked++ % right.length;
                assertArrayEquals(right[data], mac(boxed.hsm, data));
            }
        }
    }

    @Test
    void answersOvertakeEachOtherAndFindTheirCallers() throws Exception {
        try (Boxed boxed = ready(Boxed.of(2, true));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[][] right = new byte[50][];
            for (int i = 0; i < right.length; i++) {
                right[i] = mac(boxed.hsm, i);
            }
            List<Future<byte[]>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int data = i % right.length;
                answers.add(threads.submit(() -> mac(boxed.hsm.toFinish(), data)));
                if (answers.size() % 100 == 0) {
                    for (int done = answers.size() - 100; done < answers.size(); done++) {
                        assertArrayEquals(
                                right[done % right.length], answers.get(done).get());
                    }
                }
            }
        }
    }

    @Test
    void aBoxWithAnotherMasterKeyIsNotUsed() throws IOException {
        try (HsmSim other = HsmSim.start(0, Boxed.HEADER, new TestLmk("another"));
                Boxed boxed = Boxed.of(1, true)) {
            HostConfig config = HostConfig.of(List.of(new HostConfig.Address("127.0.0.1", other.port())));
            var thrown = assertThrows(HsmException.class, () -> HostHsm.open(config, boxed.keys));
            assertEquals(Reason.UNAVAILABLE, thrown.reason());
            assertTrue(thrown.getMessage().contains("its local master key has the check value"), thrown.getMessage());
        }
    }

    private static Boxed ready(Boxed boxed) {
        boxed.load(KEY, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
        return boxed;
    }

    private static byte[] mac(Hsm hsm, int data) {
        byte[] bytes = {(byte) data};
        return hsm.mac(KEY, MacAlgorithm.RETAIL, bytes, 0, 1);
    }

    private static HsmException refused(Hsm hsm) {
        return assertThrows(HsmException.class, () -> mac(hsm, 0));
    }
}

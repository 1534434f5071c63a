package org.pointwork.iso8583;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.ISO87APackager;
import org.pointwork.model.CardMessage;

/** Microseconds and bytes a message, ours beside jPOS's own: run by hand, read as a ratio. */
final class CodecSpeed {
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 300_000;
    private static Object sink;

    private CodecSpeed() {}

    private interface Work {
        Object once() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        CardMessage message = Messages.purchase();
        byte[] ascii = Messages.ASCII.encode(message);
        byte[] bcd = Messages.BCD.encode(message);
        ISO87APackager packager = new ISO87APackager();
        measure("jPOS unpack, ascii", () -> {
            ISOMsg read = new ISOMsg();
            read.setPackager(packager);
            read.unpack(ascii);
            return read;
        });
        measure("decode, ascii", () -> Messages.ASCII.decode(ascii));
        measure("decode, bcd", () -> Messages.BCD.decode(bcd));
        measure("encode, ascii", () -> Messages.ASCII.encode(message));
        measure("encode, bcd", () -> Messages.BCD.encode(message));
        byte[] broken = java.util.Arrays.copyOf(ascii, ascii.length - 3);
        measure("refuse, ascii", () -> {
            try {
                return Messages.ASCII.decode(broken);
            } catch (FormatException e) {
                return e;
            }
        });
    }

    private static void measure(String what, Work work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double bestUs = Double.MAX_VALUE;
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                sink = work.once();
            }
            bestUs = Math.min(bestUs, (System.nanoTime() - start) / 1_000.0 / MESSAGES);
            bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / MESSAGES;
        }
        System.out.printf("%-20s %6.2f us %6d bytes%n", what, bestUs, bytes);
    }
}

package org.pointwork.sim.hsm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.pointwork.hsm.host.HostCommand;
import org.pointwork.hsm.host.HostFields;

/** One host's connection. Commands are worked on side by side, as in a box with several engines: answers overtake. */
final class HsmConnection {
    private static final int CODE = 2;
    private static final int AT_ONCE = 64;

    private final Socket socket;
    private final int headerLength;
    private final Desk desk;
    private final Supplier<HsmFault> fault;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ReentrantLock writing = new ReentrantLock();

    HsmConnection(Socket socket, int headerLength, Desk desk, Supplier<HsmFault> fault) {
        this.socket = socket;
        this.headerLength = headerLength;
        this.desk = desk;
        this.fault = fault;
    }

    void serve() {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            while (true) {
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                if (message.length < headerLength + CODE) {
                    return; // whoever sends this speaks something else
                }
                places.acquire();
                Thread.ofVirtual().start(() -> answer(message, out));
            }
        } catch (IOException _) {
            // the host is gone, or we are
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(byte[] message, OutputStream out) {
        try {
            HostFields in = new HostFields(message);
            byte[] header = in.raw("header", headerLength);
            String code = in.text("command code", CODE);
            switch (fault.get()) {
                case HsmFault.None _ -> send(out, desk.answer(code, in).frame(header));
                case HsmFault.Silent _ -> {}
                case HsmFault.Slow(long delayMs) -> {
                    LockSupport.parkNanos(delayMs * 1_000_000);
                    send(out, desk.answer(code, in).frame(header));
                }
                case HsmFault.Drop _ -> close();
                case HsmFault.Error(String error) -> {
                    boolean isAboutTheBox = code.equals("NC") || code.equals("NO");
                    HostCommand answer = isAboutTheBox
                            ? desk.answer(code, in)
                            : new HostCommand(HostCommand.answerCode(code)).ascii(error);
                    send(out, answer.frame(header));
                }
            }
        } catch (IOException _) {
            close();
        } finally {
            places.release();
        }
    }

    private void send(OutputStream out, byte[] frame) throws IOException {
        writing.lock();
        try {
            out.write(frame);
            if (!writing.hasQueuedThreads()) {
                out.flush(); // whoever waits flushes for both
            }
        } finally {
            writing.unlock();
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone either way
        }
    }
}

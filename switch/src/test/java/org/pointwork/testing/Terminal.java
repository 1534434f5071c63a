package org.pointwork.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/** A terminal on a plain socket: 2-byte length, ASCII. */
public final class Terminal implements AutoCloseable {
    public static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    Terminal(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CardMessage ask(CardMessage request) {
        send(CODEC.encode(request));
        return read();
    }

    public void send(byte[] payload) {
        sendRaw(framed(payload));
    }

    public void sendRaw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] framed(byte[] payload) {
        return ByteBuffer.allocate(payload.length + 2)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    public byte[] readRaw() {
        try {
            byte[] payload = new byte[in.readUnsignedShort()];
            in.readFully(payload);
            return payload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CardMessage read() {
        try {
            return CODEC.decode(readRaw());
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the other side closes; false where it sends something, or does nothing for long. */
    public boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

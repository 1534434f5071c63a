package org.pointwork.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Rows in PostgreSQL's binary form of {@code COPY}: a signature, then for each row the number of its fields and each
 * field with its length before it, -1 for none, then -1.
 */
final class CopyBuffer {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int NONE = -1;
    private static final int ONE_DIMENSION = 1;
    private static final int FIRST_INDEX = 1;
    private static final int BIGINT = 20; // the type's number
    private static final int ARRAY_HEADER = 5 * Integer.BYTES;
    private static final long EPOCH_SECONDS = 946_684_800; // PostgreSQL counts from 2000-01-01
    private static final int EPOCH_DAYS = 10_957;

    private ByteBuffer bytes = ByteBuffer.allocate(64 << 10);

    /** Begins anew; the memory is used again. */
    void begin() {
        bytes.clear();
        bytes.put(SIGNATURE).putInt(NO_FLAGS).putInt(NO_EXTENSION);
    }

    void row(int fields) {
        room(Short.BYTES).putShort((short) fields);
    }

    void none() {
        room(Integer.BYTES).putInt(NONE);
    }

    void smallint(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    }

    void bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void bytea(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
    }

    void bigints(long[] values) {
        int bytes = ARRAY_HEADER + values.length * (Integer.BYTES + Long.BYTES);
        room(Integer.BYTES + bytes).putInt(bytes);
        this.bytes
                .putInt(ONE_DIMENSION)
                .putInt(NO_FLAGS)
                .putInt(BIGINT)
                .putInt(values.length)
                .putInt(FIRST_INDEX);
        for (long value : values) {
            this.bytes.putInt(Long.BYTES).putLong(value);
        }
    }

    void text(String value) {
        bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    void date(LocalDate value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(Math.toIntExact(value.toEpochDay()) - EPOCH_DAYS);
    }

    void timestamptz(Instant value) {
        bigint((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
    }

    void end() {
        room(Short.BYTES).putShort((short) NONE);
    }

    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.position();
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            int size = Math.max(2 * bytes.capacity(), bytes.position() + needed);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
        }
        return bytes;
    }
}

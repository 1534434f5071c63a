package org.pointwork.bench.load;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The clocks of all requests of one second, packed.
 *
 * @param second since 1970
 * @param transmitted DE 7, MMDDhhmmss in UTC
 * @param local DE 12 and 13, hhmmss and MMDD, which lie side by side
 */
record Timestamps(long second, byte[] transmitted, byte[] local) {
    private static final DateTimeFormatter DE_7 =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DE_12_13 =
            DateTimeFormatter.ofPattern("HHmmssMMdd").withZone(ZoneOffset.UTC);

    static Timestamps at(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        return new Timestamps(second, Template.ascii(DE_7.format(instant)), Template.ascii(DE_12_13.format(instant)));
    }
}

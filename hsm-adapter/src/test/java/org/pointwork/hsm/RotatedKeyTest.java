package org.pointwork.hsm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.ZoneKeys.Held;

/** Which versions count, by what is held and how old it is: overlap 24 hours. */
class RotatedKeyTest {
    private static final Instant NOW = Instant.parse("2027-01-10T00:00:00Z");
    private static final MacKey FIRST = new MacKey("tak");
    private static final Duration OVERLAP = Duration.ofHours(24);

    /** Held: label and hours since it was stored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                       | tak            | tak.v1 | ",
                "tak 99                 | tak            | tak.v1 | ",
                "tak 99, tak.v1 23      | tak.v1 tak     | tak.v2 | ",
                "tak 99, tak.v1 25      | tak.v1         | tak.v2 | ",
                "tak 99, tak.v1 9, tak.v2 8 | tak.v2 tak.v1 tak | tak.v3 | ",
                "tak 99, tak.v1 50, tak.v2 30 | tak.v2  | tak.v3 | tak.v1",
                "tak 1, tak.v1 50       | tak tak.v1     | tak.v2 | ",
                "tak 99, tak.v3 1       | tak.v3         | tak.v4 | ",
                "tak.v1 1, take 1       | tak.v1         | tak.v2 | ",
            })
    void versions(String held, String accepted, String next, String outlived) {
        List<Held> keys = held(held);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var ring = new RotatedKey<>(FIRST, MacKey::new, OVERLAP, List.of(), clock);
        ring.look(keys);
        List<String> labels = ring.accepted().stream().map(MacKey::label).toList();
        assertEquals(List.of(accepted.split(" ")), labels);
        assertEquals(labels.getFirst(), ring.current().label());
        if (!keys.isEmpty()) {
            assertEquals(next, RotatedKey.nextLabel(FIRST, keys));
            assertEquals(
                    Optional.ofNullable(outlived).map(List::of).orElse(List.of()),
                    RotatedKey.outlived(FIRST, OVERLAP, keys, clock).stream()
                            .map(KeyRef::label)
                            .toList());
        }
    }

    @Test
    void allRingsLookTogether() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var keys = new RotatedKeys(OVERLAP, held("tak 99"), clock);
        KeyRing<MacKey> ring = keys.of(FIRST, MacKey::new);
        keys.look(held("tak 99, tak.v1 1"));
        assertEquals(new MacKey("tak.v1"), ring.current());
    }

    private static List<Held> held(String text) {
        return Arrays.stream(Optional.ofNullable(text).orElse("").split(", "))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(key -> key.split(" "))
                .map(key -> new Held(
                        new MacKey(key[0]), NOW.minus(Duration.ofHours(Long.parseLong(key[1]))), Optional.empty()))
                .toList();
    }
}

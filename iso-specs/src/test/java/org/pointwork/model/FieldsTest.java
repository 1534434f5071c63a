package org.pointwork.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Elements in an array by bitmap are the same as elements in a map, whatever is done to them in whichever order. */
class FieldsTest {
    private record Snapshot(Map<Integer, String> expected, Fields fields) {}

    @Property(tries = 2_000)
    void asAMapHasThem(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Integer, String> expected = new TreeMap<>();
        List<Snapshot> snapshots = new ArrayList<>();
        Fields.Editor editor = Fields.NONE.edit();
        for (int i = 0; i < 200; i++) {
            int de = 1 + random.nextInt(random.nextBoolean() ? 64 : 128);
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    editor.set(de, Integer.toString(i));
                    expected.put(de, Integer.toString(i));
                }
                case 4 -> {
                    editor.drop(de);
                    expected.remove(de);
                }
                case 5 -> {
                    Fields other = Fields.NONE.with(de, "carried");
                    editor.copy(de, other).copy(de == 1 ? 2 : de - 1, other);
                    expected.put(de, "carried");
                }
                case 6 -> snapshots.add(new Snapshot(new TreeMap<>(expected), editor.done()));
                default -> editor = editor.done().edit();
            }
        }
        snapshots.add(new Snapshot(expected, editor.done()));
        snapshots.forEach(FieldsTest::assertSameElements);
    }

    private static void assertSameElements(Snapshot snapshot) {
        Fields fields = snapshot.fields();
        Map<Integer, String> found = new TreeMap<>();
        for (int de = fields.next(1); de >= 0; de = fields.next(de + 1)) {
            found.put(de, fields.text(de));
        }
        assertEquals(snapshot.expected(), found);
        int last = found.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertEquals(last, fields.highest());
        assertEquals(-1, fields.next(last + 1));
        assertEquals(
                found.keySet(), new TreeSet<>(fields.present().stream().boxed().toList()));
        for (int de = -1; de <= 130; de++) {
            assertEquals(found.containsKey(de), fields.has(de));
            assertEquals(found.getOrDefault(de, "").length(), fields.length(de));
        }
    }

    @Example
    void bytesAreCopiedInAndOut() {
        byte[] given = {1, 2, 3};
        Fields fields = Fields.NONE.edit().set(52, given).done();
        given[0] = 9;
        fields.bytes(52)[1] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, fields.bytes(52));
        assertEquals(3, fields.length(52));
    }

    @Example
    void thereAreNoOtherElements() {
        assertThrows(IndexOutOfBoundsException.class, () -> Fields.NONE.edit().set(0, "x"));
        assertThrows(IndexOutOfBoundsException.class, () -> Fields.NONE.edit().set(129, "x"));
        assertFalse(Fields.NONE.edit().drop(0, 129, -1).done().has(0));
    }

    @Example
    void shortNumbersAreOneObjectEach() {
        assertEquals(
                List.of("", "7", "07", "007", "0007"),
                List.of(
                        Digits.shared(0, 0),
                        Digits.shared(7, 1),
                        Digits.shared(7, 2),
                        Digits.shared(7, 3),
                        Digits.shared(7, 4)));
        assertSame(Digits.shared(200, 4), Digits.shared(200, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> Digits.shared(10_000, 4));
    }
}

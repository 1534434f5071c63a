package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pointwork.model.Fields;

/** What of an answer may reach the disk: these elements and no other. */
class StoredAnswerTest {
    @Test
    void of_all_elements_only_the_allowed_are_kept() {
        Fields.Editor all = Fields.NONE.edit();
        IntStream.rangeClosed(2, 128).forEach(de -> all.set(de, "value " + de));
        StoredAnswer stored = StoredAnswer.of(all.done());
        assertEquals(
                Set.of(4, 5, 6, 9, 10, 15, 38, 39, 44, 50, 51, 54),
                stored.elements().keySet());
        assertEquals(stored, StoredAnswer.read(stored.json()));
    }

    @Test
    void binary_elements_are_not_kept() {
        Fields binary = Fields.NONE.edit().set(54, new byte[8]).set(39, "00").done();
        assertEquals(Set.of(39), StoredAnswer.of(binary).elements().keySet());
    }

    @Test
    void nothing_is_nothing_again() {
        assertEquals(StoredAnswer.NONE, StoredAnswer.read(StoredAnswer.NONE.json()));
    }
}

package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestNode;

/** A node that would work with keys nobody agreed on does not come up. */
class WrongKeyTest {
    @Test
    void the_start_stops_with_a_sentence_that_names_the_key(@TempDir Path home) throws IOException {
        TestDatabase.createJournalFor(TestNode.DATABASE);
        try (TestNode node = new TestNode(home, 1, 2)) {
            node.checkValues(Map.of("tak.demo", "000000"));
            String sentence =
                    assertThrows(IllegalStateException.class, node::start).getMessage();
            assertAll(
                    () -> assertTrue(sentence.contains("\"tak.demo\""), sentence),
                    () -> assertTrue(sentence.contains("check values differ"), sentence));
        }
    }

    @Test
    void a_key_without_an_agreed_value_stops_the_start_too(@TempDir Path home) throws IOException {
        TestDatabase.createJournalFor(TestNode.DATABASE);
        try (TestNode node = new TestNode(home, 1, 2)) {
            node.checkValues(Map.of("tpk.demo", "000000"));
            String sentence =
                    assertThrows(IllegalStateException.class, node::start).getMessage();
            assertTrue(sentence.contains("no check value for key \"tak.demo\""), sentence);
        }
    }
}

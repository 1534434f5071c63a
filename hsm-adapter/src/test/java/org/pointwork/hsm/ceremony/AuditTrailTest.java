package org.pointwork.hsm.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.MacKey;

/** A trail is whole, or says where it is not. */
class AuditTrailTest {
    private static final MacKey KEY = new MacKey("tak.test");

    @TempDir
    private Path folder;

    private Path file;
    private AuditTrail trail;

    @BeforeEach
    void threeLines() {
        file = folder.resolve("trail");
        trail = new AuditTrail(file, Clock.systemUTC());
        assertEquals(0, trail.verify().lines());
        for (String what : List.of("generate", "rotate", "remove")) {
            trail.append(List.of("anna", "ben"), what, KEY, "tab\tand ü");
        }
    }

    @Test
    void isWholeAndItsOwnersAlone() throws IOException {
        assertEquals(3, trail.verify().lines());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        List<String> fields = List.of(Files.readAllLines(file).get(1).split("\t"));
        assertEquals(
                List.of("2", "anna,ben", "rotate", "mac tak.test", "tab?and ?"),
                List.of(fields.get(0), fields.get(2), fields.get(3), fields.get(4), fields.get(5)));
        assertTrue(
                trail.verify().last().equals(Files.readAllLines(file).getLast().split("\t")[6]));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 3"})
    void aChangedLineIsFound(int index, int line) throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.set(index, lines.get(index).replace("anna", "otto"));
        Files.write(file, lines);
        assertBroken("line " + line);
    }

    @Test
    void aMissingLineIsFound() throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.remove(0);
        Files.write(file, lines);
        assertBroken("line 1");
    }

    @Test
    void aCutLineIsFound() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 1));
        assertBroken("cut short");
    }

    /** A last line that is gone is seen by whoever noted its hash. */
    @Test
    void aCutEndHasAnotherLastHash() throws IOException {
        String last = trail.verify().last();
        Files.write(file, Files.readAllLines(file).subList(0, 2));
        assertFalse(last.equals(trail.verify().last()));
    }

    @Test
    void workIsFramed() throws IOException {
        assertEquals(7, trail.around(List.of("anna"), "count", KEY, "to seven", () -> 7));
        HsmException refused = HsmException.refused(Fault.POLICY, "x", "y");
        assertThrows(
                HsmException.class,
                () -> trail.around(List.of("anna"), "count", KEY, "", () -> {
                    throw refused;
                }));
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.get(4).contains("count done\tmac tak.test\t7"));
        assertTrue(lines.get(6).contains("count failed\tmac tak.test\tREFUSED POLICY"));
        trail.verify();
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "a b", "-anna", "anna/x"})
    void namesAreNames(String name) {
        assertThrows(HsmException.class, () -> trail.append(List.of(name), "generate", KEY, ""));
        assertEquals(3, trail.verify().lines());
    }

    private void assertBroken(String where) {
        AuditException broken = assertThrows(AuditException.class, () -> trail.verify());
        assertTrue(broken.getMessage().contains(where), broken.getMessage());
        assertThrows(AuditException.class, () -> trail.append(List.of("anna"), "generate", KEY, ""));
    }
}

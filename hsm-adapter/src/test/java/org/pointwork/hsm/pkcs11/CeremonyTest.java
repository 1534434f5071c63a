package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ceremony.AuditTrail;
import org.pointwork.hsm.ceremony.Ceremony;
import org.pointwork.hsm.ceremony.Custodians;

/** Ceremonies on SoftHSM2, with people who say what they are told to. */
class CeremonyTest {
    private static final ZoneKey ZMK = new ZoneKey("zmk.partner");
    /** Two components of a key; what they have for parity does not matter. */
    private static final String FIRST = "0123456789ABCDEFFEDCBA9876543210";

    private static final String SECOND = "6D9CCDB86BD5F1F81A25E0F23180F8B5";

    @TempDir
    private Path folder;

    private KeyLoader loader;
    private AuditTrail trail;

    @BeforeEach
    void aToken() {
        loader = KeyLoader.open(TestToken.fresh());
        trail = new AuditTrail(folder.resolve("trail"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        loader.close();
    }

    @Test
    void twoCustodiansBringAKeyThatNeitherKnows() throws IOException {
        var people = new People("anna", FIRST, "yes", "ben", SECOND, "yes", "yes");
        Kcv kcv = ceremony(people).hold(ZMK, KeyAlgorithm.TDES2, 2);
        assertEquals(List.of(new KeyLoader.Entry(ZMK, KeyAlgorithm.TDES2, kcv)), loader.list());
        assertEquals(1, people.handedOver);
        assertTrue(people.heard.getLast().contains(kcv + " (legacy)"), people.heard.getLast());
        String audit = Files.readString(folder.resolve("trail"));
        assertTrue(audit.contains("anna,ben\tceremony done\tzone zmk.partner\t" + kcv), audit);
        for (String component : List.of(FIRST, SECOND)) {
            assertFalse(audit.contains(component));
            assertTrue(people.heard.stream().noneMatch(line -> line.contains(component)));
        }
        assertTrue(people.typed.stream().allMatch(typed -> new String(typed).isBlank()), "what was typed is wiped");
    }

    @Test
    void threeCustodiansAndAesAndBlanks() {
        String part = "00112233 44556677 8899aabb ccddeeff";
        var people = new People("a", part, "yes", "b", FIRST, "yes", "c", SECOND, "yes", "yes");
        ceremony(people).hold(new org.pointwork.hsm.BlockKey("kbpk.x"), KeyAlgorithm.AES128, 3);
        assertEquals(KeyAlgorithm.AES128, loader.list().getFirst().algorithm());
    }

    /** What goes wrong, and that nothing is stored then. Parts of answers are separated by blanks. */
    @ParameterizedTest
    @CsvSource({
        "POLICY,      one person twice, anna #1 yes Anna",
        "CHECK_VALUE, three times another value, anna #1 no #1 no #1 no",
        "CHECK_VALUE, the whole is another, anna #1 yes ben #2 yes no",
        "LENGTH,      too short, anna 00 01 02",
        "LENGTH,      too long, anna #100 #100 #100",
        "FORMAT,      no digits, anna XX XX XX",
        "WEAK_KEY,    zeros, anna #0 #0 #0",
        "WEAK_KEY,    twice the same component, anna #1 yes ben #1 yes yes",
        "FORMAT,      no name, ../x",
    })
    void whatIsRefused(Fault fault, String why, String answers) {
        var people = new People(answers.replace("#1", FIRST)
                .replace("#2", SECOND)
                .replace("#0", "0".repeat(32))
                .split(" "));
        HsmException refused =
                assertThrows(HsmException.class, () -> ceremony(people).hold(ZMK, KeyAlgorithm.TDES2, 2), why);
        assertEquals(fault, refused.fault(), refused.getMessage());
        assertEquals(List.of(), loader.list());
        assertTrue(people.answers.isEmpty(), "he is asked no more and no less");
    }

    @Test
    void oneCustodianIsNoneAndFourAreTooMany() {
        for (int people : List.of(1, 4)) {
            var refused = assertThrows(
                    HsmException.class, () -> ceremony(new People()).hold(ZMK, KeyAlgorithm.TDES2, people));
            assertEquals(Fault.POLICY, refused.fault());
        }
    }

    private Ceremony ceremony(Custodians people) {
        return new Ceremony(loader, people, trail);
    }

    /** Answers in order, and keeps what it hears. */
    private static final class People implements Custodians {
        private final Deque<String> answers;
        private final List<String> heard = new ArrayList<>();
        private final List<char[]> typed = new ArrayList<>();
        private int handedOver;

        People(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public void say(String line) {
            heard.add(line);
        }

        @Override
        public String name(String prompt) {
            return answers.remove();
        }

        @Override
        public char[] component(String prompt) {
            typed.add(answers.remove().toCharArray());
            return typed.getLast();
        }

        @Override
        public boolean agree(String question) {
            return answers.remove().equals("yes");
        }

        @Override
        public void handOver() {
            handedOver++;
        }
    }
}

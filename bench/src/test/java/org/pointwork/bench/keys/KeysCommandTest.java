package org.pointwork.bench.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.ceremony.Custodians;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import picocli.CommandLine;

/** Custodians' commands from end to end on SoftHSM2. */
class KeysCommandTest {
    private static final String FIRST = "0123456789ABCDEFFEDCBA9876543210";
    private static final String SECOND = "6D9CCDB86BD5F1F81A25E0F23180F8B5";
    private static final Pattern CHECK_VALUE = Pattern.compile("check value ([0-9A-F]+)");

    /** One for all tests: a process initialises SoftHSM on one directory only. */
    @TempDir
    private static Path shared;

    private static SoftHsm softHsm;
    private static int tests;

    @TempDir
    private Path folder;

    private final Deque<String> answers = new ArrayDeque<>();
    private Path audit;

    @BeforeAll
    static void aModule() throws IOException {
        softHsm = SoftHsm.prepare(shared, Path.of(System.getProperty("user.home"), ".cache", "pointwork", "softhsm"));
        Files.writeString(shared.resolve("pin"), "73912846\n");
    }

    @BeforeEach
    void twoTokens() {
        audit = folder.resolve("audit");
        tests++;
        for (String token : List.of("ours", "theirs")) {
            softHsm.ensureToken(token + tests, "88442211".toCharArray(), "73912846".toCharArray());
        }
    }

    /** A protection key by ceremony on both sides, a key from us to them, another from them to us. */
    @Test
    void keysGoFromOneTokenToAnother() throws IOException {
        for (String token : List.of("ours", "theirs")) {
            ceremony(token, "block/kbpk.partner", "TDES2");
        }
        Path block = folder.resolve("block");
        String made = run(
                0,
                "ours",
                "generate mac/zak.partner --algorithm TDES2 --ends 2099-12-31 --export-under kbpk.partner --out "
                        + block);
        String text = Files.readString(block);
        assertTrue(text.matches("B0096M3TC00S0000[0-9A-F]{80}\n"), text);
        String taken =
                run(0, "theirs", "import mac/zak.ours --under kbpk.partner --kcv " + kcv(made) + " --block " + block);
        assertEquals(kcv(made), kcv(taken));
        assertTrue(run(0, "ours", "list").contains("2099-12-31"));
        assertRefused("USAGE", "theirs", "import pin/zpk.ours --under kbpk.partner --block " + block);
        assertRefused("POLICY", "theirs", "import mac/zak.ours --under kbpk.partner --block " + block);
        assertRefused(
                "CHECK_VALUE",
                "theirs",
                "import mac/zak.x --under kbpk.partner --kcv 000000 --block " + block,
                "REFUSED");
    }

    @Test
    void rotationKeepsWhatItReplaces() {
        run(0, "ours", "generate mac/tak.pos --algorithm TDES2");
        run(0, "ours", "rotate mac/tak.pos");
        String second = run(0, "ours", "rotate mac/tak.pos");
        assertTrue(second.contains("mac/tak.pos.v2 stored"), second);
        try (KeyLoader loader = KeyLoader.open(
                Pkcs11Config.of(softHsm.module(), "ours" + tests, TokenPin.file(shared.resolve("pin"))))) {
            loader.setEnd(new MacKey("tak.pos.v2"), LocalDate.of(2020, 1, 1));
        }
        String list = run(1, "ours", "list");
        assertTrue(list.contains("mac/tak.pos ") && list.contains("mac/tak.pos.v1 "), list);
        assertTrue(list.contains("OVER"), "the last day of version 2 is past");
        String third = run(0, "ours", "rotate mac/tak.pos --overlap PT0S");
        assertTrue(third.contains("mac/tak.pos.v1 destroyed") && third.contains("mac/tak.pos.v2 destroyed"), third);
    }

    @Test
    void aStoredKeyIsNotExported() {
        run(0, "ours", "generate zone/zmk.x --algorithm TDES2");
        assertTrue(run(1, "ours", "export zone/zmk.x").contains("keys rotate zone/zmk.x --export-under"));
        assertTrue(run(1, "ours", "export zone/zmk.y").contains("there is no key"));
    }

    @Test
    void verifyFindsAnotherKeyAMissingOneAndAnAlteredTrail() throws IOException {
        String made = run(0, "ours", "generate zone/zmk.x --algorithm TDES3 --operator anna");
        Path agreed = folder.resolve("agreed.yml");
        Files.writeString(agreed, "zmk.x: \"" + kcv(made) + "\"\n");
        assertTrue(run(0, "ours", "verify --agreed " + agreed).contains("audit trail whole: 2 lines"));
        Files.writeString(agreed, "zmk.x: \"000000\"\n");
        assertTrue(run(1, "ours", "verify --agreed " + agreed).contains("ANOTHER KEY"));
        Files.writeString(agreed, "zmk.x: \"" + kcv(made) + "\"\nzmk.y: \"000000\"\n");
        assertTrue(run(1, "ours", "verify --agreed " + agreed).contains("MISSING"));
        Files.writeString(audit, Files.readString(audit).replace("anna", "otto"));
        assertTrue(run(1, "ours", "verify").contains("line 1 is not as it was written"));
    }

    @Test
    void aKeyIsRemovedByItsCheckValue() {
        String made = run(0, "ours", "generate zone/zmk.x --algorithm TDES2");
        assertRefused("CHECK_VALUE", "ours", "remove zone/zmk.x --kcv 000000", "its check value is");
        run(0, "ours", "remove zone/zmk.x --kcv " + kcv(made));
        assertFalse(run(0, "ours", "list").contains("zmk.x"));
    }

    @Test
    void aKeyThatTheConfigurationNamesIsRemovedByForceOnly() {
        String cfg = " --cfg " + Path.of(System.getProperty("project.root"), "cfg");
        for (String key : List.of("pin/zpk.issuer-demo", "pin/zpk.issuer-demo.v1")) {
            String remove = "remove " + key + " --kcv " + kcv(run(0, "ours", "generate " + key + " --algorithm TDES2"));
            assertRefused("POLICY", "ours", remove + cfg, "links.yml: issuer-demo");
            run(0, "ours", remove + cfg + " --force");
        }
        String unused = kcv(run(0, "ours", "generate pin/zpk.old --algorithm TDES2"));
        run(0, "ours", "remove pin/zpk.old --kcv " + unused + cfg);
    }

    @Test
    void aLastDayIsNotPast() {
        assertTrue(run(2, "ours", "generate mac/tak.x --algorithm TDES2 --ends 2020-01-01")
                .contains("--ends 2020-01-01 is past"));
        assertFalse(run(0, "ours", "list").contains("tak.x"));
        run(0, "ours", "generate mac/tak.x --algorithm TDES2 --ends " + LocalDate.now());
    }

    @Test
    void theSuiteRunsOnAnEmptyTokenOnly() {
        assertTrue(run(0, "ours", "verify --conformance").contains("checks right"));
        run(0, "ours", "generate zone/zmk.x --algorithm TDES2");
        assertTrue(run(1, "ours", "verify --conformance").contains("it holds keys"));
    }

    @Test
    void aWrongCommandLineExitsWith2() {
        run(2, "ours", "generate zmk.x --algorithm TDES2");
        run(2, "ours", "generate nothing/zmk.x --algorithm TDES2");
        run(2, "ours", "generate zone/zmk.x --algorithm DES");
        run(2, "ours", "");
    }

    @Test
    void aCeremonyTakesNoComponentAsAnArgument() {
        run(2, "ours", "ceremony zone/zmk.x --algorithm TDES2 " + FIRST);
        answers.addAll(List.of("anna", FIRST, "yes", "anna"));
        assertTrue(run(1, "ours", "ceremony zone/zmk.x --algorithm TDES2").contains("another custodian"));
    }

    private void ceremony(String token, String key, String algorithm) throws IOException {
        answers.addAll(List.of("anna", FIRST, "yes", "ben", SECOND, "yes", "yes"));
        run(0, token, "ceremony " + key + " --algorithm " + algorithm);
        assertFalse(Files.readString(audit).contains(FIRST.substring(0, 8)));
        assertTrue(answers.isEmpty());
    }

    private void assertRefused(String fault, String token, String command) {
        assertRefused(fault, token, command, "REFUSED");
    }

    private void assertRefused(String fault, String token, String command, String said) {
        String all = run(1, token, command);
        assertTrue(all.contains(said), fault + ": " + all);
    }

    private static String kcv(String said) {
        var found = CHECK_VALUE.matcher(said);
        assertTrue(found.find(), said);
        return found.group(1);
    }

    /** What a command says, on both streams. */
    private String run(int exitCode, String token, String command) {
        List<String> arguments = new ArrayList<>(List.of(command.strip().split(" +")));
        arguments.remove("");
        if (!arguments.isEmpty()) {
            arguments.addAll(List.of(
                    "--pkcs11-module",
                    softHsm.module().toString(),
                    "--token",
                    token + tests,
                    "--token-pin-file",
                    shared.resolve("pin").toString()));
            if (!List.of("list", "export").contains(arguments.getFirst())) {
                arguments.addAll(List.of("--audit", audit.toString()));
            }
        }
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code = new CommandLine(new KeysCommand(() -> new Scripted(answers)))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(String[]::new));
        assertEquals(exitCode, code, said.toString());
        return said.toString();
    }

    private record Scripted(Deque<String> answers) implements Custodians {
        @Override
        public void say(String line) {}

        @Override
        public String name(String prompt) {
            return answers.remove();
        }

        @Override
        public char[] component(String prompt) {
            return answers.remove().toCharArray();
        }

        @Override
        public boolean agree(String question) {
            return answers.remove().equals("yes");
        }

        @Override
        public void handOver() {}
    }
}

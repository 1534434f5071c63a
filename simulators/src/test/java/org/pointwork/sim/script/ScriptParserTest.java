package org.pointwork.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.sim.pos.Sealing;

class ScriptParserTest {
    @Test
    void readsEveryKindOfLine() {
        Script script = ScriptParser.parse("all.pos", """
                # a comment
                title All there is

                door bcd
                send 0200 name=first amount=123.05 pin=1234 49=- mac=bad times=3 write=held trace=lost
                raw bytes hex=00FF
                raw frame text="a b\\r\\x1b"
                expect 0210 of=first same=first after=100ms within=500ms 39=68|91 38=*
                expect nothing within=2s
                expect closed
                state REVERSED of=first within=15s entries=1
                """);
        assertEquals("All there is", script.title());
        Step.Send send = assertInstanceOf(Step.Send.class, script.steps().get(1));
        Map<Integer, Step.Setting> settings = Map.of(
                4, new Step.Setting.Text("000000012305"),
                52, new Step.Setting.Pin("1234"),
                49, new Step.Setting.Absent());
        assertEquals(
                new Step.Send(
                        5,
                        "0200",
                        "first",
                        Optional.empty(),
                        3,
                        Optional.of(Sealing.BAD),
                        Step.Delivery.HELD,
                        false,
                        settings),
                send);
        Step.Raw raw = assertInstanceOf(Step.Raw.class, script.steps().get(3));
        assertEquals("a b\r\u001b", new String(raw.bytes(), StandardCharsets.ISO_8859_1));
        assertEquals(
                new Step.Expect(
                        8,
                        "0210",
                        Optional.of("first"),
                        Optional.of("first"),
                        Optional.of(Duration.ofMillis(100)),
                        Optional.of(Duration.ofMillis(500)),
                        Map.of(39, "68|91", 38, "*")),
                script.steps().get(4));
        assertEquals(
                new Step.AwaitState(
                        11,
                        "REVERSED",
                        Optional.of("first"),
                        Optional.of(Duration.ofSeconds(15)),
                        Map.of("entries", "1")),
                script.steps().get(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
            send 0200                      # a.pos:1: a script has one title, and it comes first
            title T; title U               # a.pos:2: a script has one title, and it comes first
            title T                        # a.pos:1: does nothing
            title T; send                  # a.pos:2: send needs more words
            title T; shout 0200            # a.pos:2: "shout" is not one of door, line, send, raw, expect, state, keep, api, operator, issuer, ledger
            title T; send 200              # a.pos:2: "200" is no MTI of four digits
            title T; send 0200 pan         # a.pos:2: "pan" should be key=value
            title T; send 0200 129=x       # a.pos:2: elements are numbered 2 to 128
            title T; send 0200 4=1 4=2     # a.pos:2: 4 is there twice
            title T; send 0200 of=nobody   # a.pos:2: no earlier line is called "nobody"
            title T; send 0200 amount=5    # a.pos:2: an amount is written 123.05; use 4= for anything else
            title T; send 0200 mac=odd     # a.pos:2: mac: "odd" is not one of bad, good, none
            title T; send 0200 43="x       # a.pos:2: a quote does not end
            title T; door back             # a.pos:2: door: "back" is not one of ascii, ascii-bits, base1, base24, bcd, cis, ebcdic, host, iso2003, iso93, iso93-binary, postbridge, registered, tls
            title T; line two              # a.pos:2: no earlier door has line=two
            title T; send 0200 38=$auth    # a.pos:2: nothing is kept as $auth
            title T; ledger 5              # a.pos:2: a movement is written +1.23, -1.23 or 0.00
            title T; keep auth as=A        # a.pos:2: what is kept has a name of small letters, digits and -: as=NAME
            title T; family A B            # a.pos:2: a family is one word of small letters, digits and -
            title T; send 0800; family a   # a.pos:3: a script has one family, and it comes before what is done
            title T; raw frame             # a.pos:2: raw needs hex= or text=
            title T; expect closed 39=00   # a.pos:2: nothing is known of [39]
            title T; expect 0210 within=5  # a.pos:2: a time is written 500ms or 5s
            """)
    void saysFileAndLine(String lines, String message) {
        String text = lines.replace("; ", "\n");
        var failure = assertThrows(ScriptException.class, () -> ScriptParser.parse("a.pos", text));
        assertEquals(message, failure.getMessage());
    }

    @Test
    void listsTheNamesThereAre() {
        var failure = assertThrows(
                ScriptException.class, () -> ScriptParser.parse("a.pos", "title T\nsend 0200 pam=4000001234567899"));
        assertTrue(failure.getMessage().startsWith("a.pos:2: no element is called \"pam\"; there are numbers and ["));
    }

    @Test
    void findsTheDemoInOrder() throws IOException {
        List<Script> scripts = Suite.named("demo");
        Set<String> titles = new HashSet<>();
        for (int i = 0; i < scripts.size(); i++) {
            String name = Path.of(scripts.get(i).file()).getFileName().toString();
            assertTrue(name.startsWith(String.format("%02d-", i + 1)), name);
            assertTrue(titles.add(scripts.get(i).title()), name);
            assertTrue(scripts.get(i).title().length() <= 32, name);
        }
        assertTrue(scripts.size() >= 20);
        assertThrows(IllegalArgumentException.class, () -> Suite.named("no-such-suite"));
    }
}

package org.pointwork.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.sim.issuer.IssuerConfig;
import org.pointwork.sim.issuer.IssuerSim;
import org.pointwork.sim.pos.TerminalKeys;

/** What the pack's scripts say beyond the demo's, run straight against an issuer. */
class CertifyLanguageTest {
    private IssuerSim issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = IssuerSim.start(IssuerConfig.ANY_PORTS, Optional.empty(), Optional.empty());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send 0100 amount=5.00\nexpect 0110 39=00\nkeep auth\nsend 0220 amount=4.00 auth=$auth\nexpect 0230 39=00"
                        + "\nledger +4.00 held=0.00",
                "send 0200\nkeep rrn as=mine from=sent\nexpect 0210 rrn=$mine 39=!05",
                "door ascii line=a\nsend 0200 name=x\nexpect 0210 39=00\ndoor ascii line=b\nsend 0800\nexpect 0810\n"
                        + "line a\nsend 0201 of=x\nexpect 0210 same=x",
                "issuer fault kind=delay count=1 delayMs=200\nissuer says ordered=delay\nsend 0200\n"
                        + "expect 0210 39=00 after=150ms",
                "send 0200 purpose=refund amount=7.00\nexpect 0210 39=00\nledger -7.00",
            })
    void holds(String steps) throws InterruptedException {
        Steps.hold(target(), steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send 0200\nexpect 0210 39=!00 @ a.pos:3: DE 39 is \"00\", not !00",
                "send 0200\nexpect 0210 after=10s @ a.pos:3: the answer came after",
                "send 0200\nexpect 0210 39=00\nkeep 90 as=x @ a.pos:4: there is no DE 90 to keep",
                "send 0200 amount=1.00\nexpect 0210\nledger +2.00 within=50ms"
                        + " @ a.pos:4: the issuer's books moved by 100 posted and 0 held, in minor units",
                "issuer fault kind=delay count=0\nissuer says ordered=junk @ a.pos:3: the issuer says ordered=delay",
                "issuer fault kind=none @ a.pos:2: the issuer's control port answers 400",
            })
    void fails(String row) throws InterruptedException {
        String[] parts = row.split(" @ ");
        String why = Steps.fail(target(), parts[0]);
        assertTrue(why.startsWith(parts[1]), why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
            send 0200                       # ~~
            door bcd; send 0200             # needs the door bcd
            send 0200 pin=1234              # needs keys
            send 0200 mac=good              # needs keys
            send 0200; state APPROVED       # needs the node's API
            needs a-plan; send 0800         # needs a node with a-plan
            """)
    void saysWhatATargetLacks(String lines, String unmet) {
        Script script = Steps.script(lines.replace("; ", "\n"));
        assertEquals(unmet, Needs.unmet(script, target()).orElse(""));
    }

    @Test
    void namesItsFamilyAndItsSource() {
        Script script = Steps.script("family reversal\nclause ISO 8583:1987, 4.1\nsend 0800");
        assertEquals("reversal", script.family());
        assertEquals("ISO 8583:1987, 4.1", script.clause());
        assertEquals("a", script.name());
    }

    private Target target() {
        return new Target(
                Target.entrances("127.0.0.1", Map.of("ascii", issuer.primaryPort()), Optional.empty()),
                Optional.empty(),
                Optional.of(new IssuerControl(URI.create("http://127.0.0.1:" + issuer.controlPort()))),
                Set.of(),
                TerminalKeys.NONE,
                Duration.ofSeconds(2));
    }
}

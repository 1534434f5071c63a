package org.pointwork.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.sim.issuer.IssuerConfig;
import org.pointwork.sim.issuer.IssuerSim;
import org.pointwork.sim.pos.PosMessages;
import picocli.CommandLine;

class SimCommandTest {
    private final StringWriter said = new StringWriter();
    private IssuerSim issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = IssuerSim.start(IssuerConfig.ANY_PORTS, Optional.empty(), Optional.empty());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void sendsOneMessageAndMasksIt() {
        assertEquals(0, execute("pos", "--port=" + issuer.primaryPort(), "--amount-minor=12300"));
        assertTrue(said.toString().contains("400000******7899"), said.toString());
        assertFalse(said.toString().contains(PosMessages.DEMO_PAN));
        assertEquals(0, execute("pos", "--port=" + issuer.primaryPort(), "--message=ECHO"));
        assertEquals(1, execute("pos", "--port=" + issuer.primaryPort(), "--amount-minor=12305"));
    }

    @Test
    void runsScriptsAndPrintsTheTable(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("1.pos"), "title Good\nsend 0800\nexpect 0810 39=00\n");
        String port = "--ascii-port=" + issuer.primaryPort();
        assertEquals(0, execute("script", port, good.toString()));
        Files.writeString(folder.resolve("2.pos"), "title Bad\nsend 0800\nexpect 0810 39=05\n");
        assertEquals(1, execute("script", port, folder.toString()));
        assertTrue(said.toString().contains("2.pos:3: DE 39 is \"00\", not 05"), said.toString());
        assertTrue(said.toString().contains("1 of 2 as expected"), said.toString());
    }

    @Test
    void saysWhatIsWrongWithACommand(@TempDir Path folder) throws IOException {
        Path odd = Files.writeString(folder.resolve("odd.pos"), "title T\nshout\n");
        assertEquals(2, execute("script", odd.toString()));
        assertTrue(said.toString().contains("odd.pos:2: "), said.toString());
        assertEquals(2, execute("script"));
        assertEquals(2, execute("script", "--suite=none"));
        assertEquals(2, execute("pos", "--door=side"));
        assertEquals(2, execute());
    }

    private int execute(String... args) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(new SimCommand()).setOut(out).setErr(out).execute(args);
    }
}

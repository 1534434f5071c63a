package org.pointwork.bench.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pointwork.bench.services.Door;
import org.pointwork.sim.script.CaseResult;
import org.pointwork.sim.script.OutcomeTable;

/** What the demo shows to whoever started it. Many threads may speak; each line is whole. */
final class Screen {
    private final PrintStream out;
    private final OutcomeTable table;
    private final Instant started;

    /** @param started when the command was given: times are counted from there */
    Screen(PrintStream out, boolean coloured, Instant started) {
        this.out = out;
        this.table = new OutcomeTable(coloured);
        this.started = started;
    }

    /** Something happened, with the time since the start. */
    void step(String what) {
        line("%6.1f s  %s".formatted(seconds(Instant.now()), what));
    }

    void problem(String what) {
        line("pointwork: " + what);
    }

    void line(String text) {
        out.println(text);
    }

    void tableHead() {
        line("");
        table.head().forEach(this::line);
    }

    void tableLine(CaseResult result) {
        table.lines(result).forEach(this::line);
    }

    /** One of the proofs that come after the cases. */
    void check(String what, boolean holds, String detail) {
        line((holds ? "ok     " : "WRONG  ") + what + ": " + detail);
    }

    /** Seconds from the start of the command. */
    double seconds(Instant at) {
        return Duration.between(started, at).toMillis() / 1000.0;
    }

    /** Where everything is, for whoever wants to go on from here. */
    void doors(Ports ports, Place place, List<Child> children) {
        line("");
        for (Door door : Door.values()) {
            line("  127.0.0.1:%-6d %s".formatted(ports.of(door), door.what()));
        }
        line("");
        children.forEach(child -> line("  %-10s pid %d".formatted(child.role().name(), child.pid())));
        line("");
        line("  web console       " + ports.url(Door.HTTP, "/"));
        line("  operator console  ssh -p " + ports.of(Door.CONSOLE) + " operator@127.0.0.1");
        line("  operator token    " + place.operatorToken() + " (bearer token of the API, password of both consoles)");
        line("");
        line("The demo stays up, and starts again what is killed. Ctrl-C stops it.");
    }
}

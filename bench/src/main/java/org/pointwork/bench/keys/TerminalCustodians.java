package org.pointwork.bench.keys;

import java.io.Console;
import java.util.Optional;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.ceremony.Custodians;

/** Custodians at this terminal. What is typed as a component is never on the screen. */
final class TerminalCustodians implements Custodians {
    /** Clears the screen and what can be scrolled back to. */
    private static final String CLEAR = "\033[H\033[2J\033[3J";

    private final Console console;

    private TerminalCustodians(Console console) {
        this.console = console;
    }

    /** @throws HsmException UNSUPPORTED where input or output is no terminal: components are typed, never piped */
    static Custodians atThisTerminal() {
        return new TerminalCustodians(Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new HsmException(
                        Reason.UNSUPPORTED, "ceremony", "custodians come to a terminal, and this is none")));
    }

    @Override
    public void say(String line) {
        console.printf("%s%n", line);
    }

    @Override
    public String name(String prompt) {
        return answered(console.readLine("%s", prompt)).strip();
    }

    @Override
    public char[] component(String prompt) {
        return answered(console.readPassword("%s", prompt));
    }

    @Override
    public boolean agree(String question) {
        return answered(console.readLine("%s(yes/no) ", question)).strip().equalsIgnoreCase("yes");
    }

    @Override
    public void handOver() {
        console.printf("%sThank you. Please leave, and let in who is next.%n", CLEAR);
    }

    private static <T> T answered(T answer) {
        return Optional.ofNullable(answer)
                .orElseThrow(() -> new HsmException(Reason.UNSUPPORTED, "ceremony", "the terminal was closed"));
    }
}

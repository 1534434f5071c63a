package org.pointwork.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pointwork.iso8583.ExplainCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./pointwork decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Describes ISO 8583 messages element by element, masked. Exits 1 where one is broken.")
final class DecodeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SPEC [HEX|FILE]",
            description =
                    "Dialect, with a framing where the bytes have one (iso87-ascii, iso87-bcd/length2-tpdu), and the"
                            + " message; without one standard input is read.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        return ExplainCommand.run(arguments, System.out);
    }
}

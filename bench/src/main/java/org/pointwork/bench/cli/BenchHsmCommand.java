package org.pointwork.bench.cli;

import java.io.IOException;
import org.pointwork.bench.hsm.HsmBench;
import org.pointwork.bench.hsm.HsmReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pointwork bench hsm}. */
@Command(
        name = "hsm",
        mixinStandardHelpOptions = true,
        description = "Measures how often a second each adapter does each function; three minutes.")
final class BenchHsmCommand extends Measurement {
    @Option(
            names = "--only",
            defaultValue = "",
            paramLabel = "WORD",
            description = "Measure only what has this in its name, such as pin, mac or Dukpt.")
    private String only;

    @Override
    boolean run() throws IOException {
        HsmReport report = HsmBench.run(only);
        tell(report.table(), report.json());
        return true;
    }
}

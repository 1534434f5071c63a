package org.pointwork.sim;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pointwork.sim.hsm.HsmFault;
import org.pointwork.sim.hsm.HsmSim;
import org.pointwork.sim.hsm.TestLmk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps a host-command HSM running until the process ends. Says its port on one line, for whoever started it. */
@Command(
        name = "hsm",
        mixinStandardHelpOptions = true,
        description = "A host-command HSM with a TEST master key: for tests alone.")
final class HsmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "1500", description = "default: ${DEFAULT-VALUE}; 0 for any")
    private int port;

    @Option(
            names = "--header-length",
            defaultValue = "8",
            description = "characters of the message header, default: ${DEFAULT-VALUE}")
    private int headerLength;

    @Option(
            names = "--lmk",
            defaultValue = "test",
            description = "name that the test master key is made from, default: ${DEFAULT-VALUE}")
    private String lmk;

    @Option(
            names = "--fault",
            defaultValue = "none",
            description = "none, silent, slow:MS, drop or error:XX, default: ${DEFAULT-VALUE}")
    private String fault;

    @Override
    public Integer call() throws Exception {
        HsmFault misbehaviour = HsmFault.of(fault);
        try (HsmSim hsm = HsmSim.start(port, headerLength, new TestLmk(lmk))) {
            hsm.fault(misbehaviour);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "hsm ready: port=%d lmk=%s (TEST LMK: it protects nothing)%n",
                            hsm.port(), hsm.lmk().checkValue());
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}

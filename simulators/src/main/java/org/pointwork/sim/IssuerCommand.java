package org.pointwork.sim;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.sim.issuer.IssuerConfig;
import org.pointwork.sim.issuer.IssuerSim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps an issuer running until the process ends. Says its ports on one line, for whoever started it. */
@Command(name = "issuer", mixinStandardHelpOptions = true, description = "An issuer of demo cards.")
final class IssuerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenOptions token;

    @Option(names = "--primary-port", defaultValue = "9583", description = "default: ${DEFAULT-VALUE}; 0 for any")
    private int primaryPort;

    @Option(names = "--backup-port", defaultValue = "9584", description = "default: ${DEFAULT-VALUE}; 0 for any")
    private int backupPort;

    @Option(names = "--control-port", defaultValue = "9080", description = "HTTP, default: ${DEFAULT-VALUE}; 0 for any")
    private int controlPort;

    @Option(
            names = "--timeout-ms",
            defaultValue = "2000",
            description = "when the switch gives up, default: ${DEFAULT-VALUE}")
    private long timeoutMs;

    @Override
    public Integer call() throws Exception {
        IssuerConfig config = new IssuerConfig(primaryPort, backupPort, controlPort, timeoutMs);
        Optional<Pkcs11Hsm> hsm = token.open();
        try (IssuerSim issuer = IssuerSim.start(
                config, hsm.map(h -> h), hsm.map(h -> h), token.openForChanges().map(keys -> keys))) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "issuer ready: primary=%d backup=%d control=%d%n",
                            issuer.primaryPort(), issuer.backupPort(), issuer.controlPort());
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}

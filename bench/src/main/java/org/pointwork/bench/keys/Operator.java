package org.pointwork.bench.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.pointwork.hsm.ceremony.AuditTrail;
import picocli.CommandLine.Option;

/** Who changes keys, and where that is written down. */
final class Operator {
    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does it, for the audit trail; ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            defaultValue = "${sys:pointwork.var:-var}/key-audit.log",
            description = "The audit trail; ${DEFAULT-VALUE}.")
    private Path audit;

    List<String> names() {
        return List.of(name);
    }

    AuditTrail trail() {
        return new AuditTrail(audit, Clock.systemUTC());
    }
}

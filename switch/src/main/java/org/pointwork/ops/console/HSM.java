package org.pointwork.ops.console;

import java.util.Map;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.ops.Operations;

/** {@code hsm}: how the HSM is doing, and each member where there are several. */
public final class HSM implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        var hsm = Operations.current().hsm();
        cli.println(line("all", hsm.health()));
        for (Map.Entry<String, HsmHealth> member : hsm.members().entrySet()) {
            cli.println(line(member.getKey(), member.getValue()));
        }
    }

    private static String line(String name, HsmHealth health) {
        return "%-16s %-4s operations %d, failures %d, busy %d, logins %d, waiting %d: %s"
                .formatted(
                        name,
                        health.state(),
                        health.operations(),
                        health.failures(),
                        health.busy(),
                        health.logins(),
                        health.waiting(),
                        health.detail());
    }
}

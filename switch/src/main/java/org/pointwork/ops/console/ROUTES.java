package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.ops.Operations;
import org.pointwork.route.Routes;

/** {@code routes}: the table in force; {@code routes check} and {@code routes reload}: what routes.yml says now. */
public final class ROUTES implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        Routes routes = Operations.current().routes();
        String wish = args.length == 2 ? args[1] : args.length == 1 ? "" : "?";
        try {
            switch (wish) {
                case "" -> cli.println(line(routes.status()));
                case "check" -> cli.println("routes.yml can be used: " + line(routes.check()));
                case "reload" -> cli.println("in force: " + line(routes.reload()));
                default -> cli.println("usage: routes | routes check | routes reload");
            }
        } catch (RuntimeException e) {
            cli.println("refused: " + e.getMessage());
            cli.println("in force: " + line(routes.status()));
        }
    }

    private static String line(Routes.Status status) {
        return "version " + status.version() + ", " + status.routes() + " routes, since " + status.since()
                + status.refused().map(why -> "; refused since: " + why).orElse("");
    }
}

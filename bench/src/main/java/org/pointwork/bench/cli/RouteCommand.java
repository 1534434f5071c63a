package org.pointwork.bench.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.pointwork.link.PartnerConfig;
import org.pointwork.node.Config;
import org.pointwork.node.ConfigException;
import org.pointwork.node.RouteFile;
import org.pointwork.route.RouteTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./pointwork route}: questions to a configuration; no node needs to run. */
@Command(
        name = "route",
        mixinStandardHelpOptions = true,
        description = "Where payments would go by the routes.yml of a configuration.",
        subcommands = RouteExplainCommand.class)
final class RouteCommand {
    @Option(
            names = "--cfg",
            paramLabel = "DIR",
            defaultValue = "cfg",
            scope = ScopeType.INHERIT,
            description = "The configuration; ${DEFAULT-VALUE}.")
    private Path cfg;

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says whether routes.yml can be used, and what is wrong with it. Exits 1 where it cannot.")
    int check() {
        return told(() -> {
            RouteTable table = table();
            System.out.println("routes.yml can be used: version " + table.version() + ", " + table.size() + " routes");
            return 0;
        });
    }

    /** As the node would have it. */
    RouteTable table() {
        Config config = Config.load(cfg, System.getenv());
        return new RouteFile(
                        cfg,
                        System.getenv(),
                        config.partners().partners().stream()
                                .map(PartnerConfig::name)
                                .collect(Collectors.toSet()),
                        Clock.systemDefaultZone().getZone())
                .read();
    }

    /** A configuration that cannot be used is said in a sentence. */
    static int told(Callable<Integer> answer) {
        try {
            return answer.call();
        } catch (ConfigException e) {
            System.err.println("route: " + e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

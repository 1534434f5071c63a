package org.pointwork.bench.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.pointwork.journal.Journal;
import org.pointwork.journal.JournalException;
import org.pointwork.node.Config;
import org.pointwork.node.ConfigException;
import org.pointwork.node.Secrets;
import org.pointwork.registry.RegistryContent;
import org.pointwork.registry.RegistryException;
import org.pointwork.registry.RegistryImport;
import org.pointwork.registry.RegistryReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pointwork registry}. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "Acquirers, merchants and terminals: who may send what.",
        subcommands = RegistryCommand.ImportCommand.class)
final class RegistryCommand {
    /** {@code ./pointwork registry import}. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Stores what files say, all of it or nothing; running nodes see it within seconds.")
    static final class ImportCommand implements Callable<Integer> {
        @Option(
                names = "--cfg",
                paramLabel = "DIR",
                defaultValue = "cfg",
                description = "The configuration that names the journal; ${DEFAULT-VALUE}.")
        private Path cfg;

        @Option(names = "--acquirers", paramLabel = "CSV", description = "With a line of column names.")
        private List<Path> acquirers = List.of();

        @Option(names = "--merchants", paramLabel = "CSV", description = "With a line of column names.")
        private List<Path> merchants = List.of();

        @Option(names = "--terminals", paramLabel = "CSV", description = "With a line of column names.")
        private List<Path> terminals = List.of();

        @Parameters(paramLabel = "YAML", description = "With acquirers, merchants and terminals.")
        private List<Path> yaml = List.of();

        @Option(names = "--replace", description = "What the files do not name goes.")
        private boolean replace;

        @Option(names = "--dry-run", description = "Only says whether it could be stored.")
        private boolean dryRun;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (Stream.of(acquirers, merchants, terminals, yaml).allMatch(List::isEmpty)) {
                throw new ParameterException(
                        spec.commandLine(), "which files? With --replace, none would empty the registry");
            }
            LogManager.getLogManager()
                    .getLogger("")
                    .setLevel(Level.WARNING); // what the pool and Flyway do is no answer
            try {
                RegistryContent content = content();
                Config.Database journal =
                        Config.load(cfg, System.getenv()).node().journal();
                try (HikariDataSource database =
                        Journal.pool(journal.url(), journal.user(), Secrets.read(journal.passwordFile()), 4)) {
                    if (!dryRun) {
                        Journal.migrate(database);
                    }
                    new RegistryImport(database).write(content, replace, dryRun);
                }
                spec.commandLine()
                        .getOut()
                        .println((dryRun ? "could be stored: " : "stored: ")
                                + content.acquirers().size() + " acquirers, "
                                + content.merchants().size() + " merchants, "
                                + content.terminals().size() + " terminals");
                return 0;
            } catch (RegistryException | ConfigException | JournalException e) {
                spec.commandLine().getErr().println("registry: " + e.getMessage());
                return 1;
            }
        }

        private RegistryContent content() {
            RegistryContent all = RegistryContent.NONE;
            for (Path file : acquirers) {
                all = all.and(RegistryReader.acquirers(file));
            }
            for (Path file : merchants) {
                all = all.and(RegistryReader.merchants(file));
            }
            for (Path file : terminals) {
                all = all.and(RegistryReader.terminals(file));
            }
            for (Path file : yaml) {
                all = all.and(RegistryReader.yaml(file));
            }
            return all;
        }
    }
}

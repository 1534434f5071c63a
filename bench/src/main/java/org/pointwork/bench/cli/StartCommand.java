package org.pointwork.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pointwork.node.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pointwork start}: stays until it is stopped. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a node against real services, with the configuration in a folder.")
final class StartCommand implements Callable<Integer> {
    @Option(names = "--cfg", paramLabel = "DIR", required = true, description = "The configuration, such as cfg/.")
    private Path cfg;

    @Override
    public Integer call() throws InterruptedException {
        Main.main(new String[] {"--cfg", cfg.toString()});
        new CountDownLatch(1).await(); // the node stays, and ends with the process
        return 0;
    }
}

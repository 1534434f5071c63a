package org.pointwork.node;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a node: {@code --cfg DIR}. Leaves with 1 and a sentence where it cannot, so that nothing half-works. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final Path DEFAULT_CFG = Path.of("cfg");

    private Main() {}

    public static void main(String[] args) {
        OneLineLog.install();
        try {
            Node.start(directory(List.of(args)), System.getenv());
        } catch (ConfigException e) {
            System.err.println("pointwork cannot start: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("start failed", e);
            System.err.println("pointwork cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Path directory(List<String> args) {
        return switch (args) {
            case List<String> none when none.isEmpty() -> DEFAULT_CFG;
            case List<String> two when two.size() == 2 && two.getFirst().equals("--cfg") -> Path.of(two.getLast());
            case List<String> _ -> throw new ConfigException("usage: start --cfg DIR");
        };
    }
}

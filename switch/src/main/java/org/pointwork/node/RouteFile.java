package org.pointwork.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pointwork.route.Plan;
import org.pointwork.route.Route;
import org.pointwork.route.RouteTable;

/**
 * {@code routes.yml} as a table, at the start and whenever an operator changed it. Its version is of what stands in the
 * file, so that nodes with the same file name the same version.
 */
public final class RouteFile {
    private static final int VERSION_BYTES = 4;

    private final Path file;
    private final Map<String, String> environment;
    private final Set<String> partners;
    private final ZoneId zone;

    /**
     * @param cfg the configuration directory
     * @param partners that a route may go to
     * @param zone of days and hours where the file names none
     */
    public RouteFile(Path cfg, Map<String, String> environment, Set<String> partners, ZoneId zone) {
        this.file = cfg.resolve("routes.yml");
        this.environment = environment;
        this.partners = Set.copyOf(partners);
        this.zone = zone;
    }

    /** @throws ConfigException naming the file and what is wrong with it */
    public RouteTable read() {
        return table(new ConfigFile(environment).read(file, Config.Routes.class));
    }

    /** Of what was read already. */
    public RouteTable table(Config.Routes routes) {
        check(routes, partners);
        try {
            return new RouteTable(
                    version(),
                    routes.routes(),
                    routes.plans().orElse(List.of()),
                    routes.zone().map(ZoneId::of).orElse(zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        }
    }

    /** @throws ConfigException for a partner that there is not, naming the nearest */
    static void check(Config.Routes routes, Set<String> known) {
        for (Route route : routes.routes()) {
            route.partner().ifPresent(partner -> known(route.label(), partner, known));
        }
        for (Plan plan : routes.plans().orElse(List.of())) {
            for (Plan.Rule rule : plan.rules()) {
                rule.targets()
                        .forEach(target -> known("rule " + plan.name() + "/" + rule.name(), target.partner(), known));
            }
        }
    }

    private static void known(String label, String partner, Set<String> known) {
        if (!known.contains(partner)) {
            throw new ConfigException("routes.yml: " + label + " goes to \"" + partner
                    + "\", which links.yml does not have; nearest is \"" + Nearest.to(partner, known) + "\"");
        }
    }

    private String version() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, VERSION_BYTES));
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

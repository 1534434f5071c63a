package org.pointwork.node;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.Profile;
import org.pointwork.link.PartnerConfig;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Plan;
import org.pointwork.route.Route;
import org.pointwork.txn.AmountLimits;
import org.pointwork.txn.ReconciliationPolicy;
import org.pointwork.txn.StandInRule;
import org.pointwork.txn.VelocityRule;

/** Everything an operator may set, as {@code cfg/*.yml} spells it: one record per file, every key known. */
public record Config(
        Node node,
        Listeners listeners,
        Partners partners,
        Routes routes,
        Limits limits,
        StandIn standIn,
        BusinessDay businessDay,
        Keys keys) {

    /**
     * Reads a configuration directory, and refuses keys it does not know.
     *
     * @param environment what <code>${NAME}</code> stands for
     */
    public static Config load(Path dir, Map<String, String> environment) {
        ConfigFile files = new ConfigFile(environment);
        return new Config(
                files.read(dir.resolve("node.yml"), Node.class),
                files.read(dir.resolve("listeners.yml"), Listeners.class),
                files.read(dir.resolve("links.yml"), Partners.class),
                files.read(dir.resolve("routes.yml"), Routes.class),
                files.read(dir.resolve("limits.yml"), Limits.class),
                files.read(dir.resolve("stand-in.yml"), StandIn.class),
                files.read(dir.resolve("business-day.yml"), BusinessDay.class),
                files.read(dir.resolve("keys.yml"), Keys.class));
    }

    /** @throws ConfigException where a name is given twice, or a route names a partner that there is not */
    public void checkNames() {
        unique("listeners.yml", "door", listeners.listeners().stream().map(ListenerConfig::name));
        unique("links.yml", "partner", partners.partners().stream().map(PartnerConfig::name));
        unique(
                "limits.yml",
                "currency",
                limits.limits().stream().filter(AmountLimits.Limit::isForAll).map(AmountLimits.Limit::currency));
        unique("limits.yml", "limit", limits.limits().stream().flatMap(limit -> limit.name().stream()));
        unique(
                "limits.yml",
                "velocity rule",
                limits.velocity().orElse(List.of()).stream().map(VelocityRule::name));
        Set<String> doors =
                listeners.listeners().stream().map(ListenerConfig::name).collect(Collectors.toSet());
        limits.hotCards().ifPresent(hot -> there("limits.yml: hot-cards", hot.doors(), doors));
        ReconciliationPolicy reconciliation = businessDay.reconciliation().orElse(ReconciliationPolicy.NONE);
        there("business-day.yml: reconciliation", reconciliation.doors(), doors);
        limits.zone().ifPresent(name -> zone("limits.yml", name));
        businessDay.zone().ifPresent(name -> zone("business-day.yml", name));
        Set<String> known =
                partners.partners().stream().map(PartnerConfig::name).collect(Collectors.toSet());
        businessDay.follows().ifPresent(partner -> known("business-day.yml", partner, known));
        reconciliation.partners().forEach(told -> known("business-day.yml", told.partner(), known));
        unique(
                "business-day.yml",
                "reconciliation with",
                reconciliation.partners().stream().map(ReconciliationPolicy.Told::partner));
        unique("stand-in.yml", "rule", standIn.rules().stream().map(StandInRule::name));
        standIn.rules().forEach(rule -> known("stand-in.yml", rule.issuer(), known));
        RouteFile.check(routes, known);
        pinFormats();
        boolean exchanges = node.hsm().boxes().isEmpty()
                && partners.partners().stream()
                        .anyMatch(partner -> partner.keyExchange().isPresent());
        node.hsm().failover().ifPresent(tokens -> tokens.check(node.hsm().token(), exchanges));
    }

    /** Any door's payments may be routed to any partner. */
    private void pinFormats() {
        for (ListenerConfig door : listeners.listeners()) {
            for (PartnerConfig partner : partners.partners()) {
                door.pinPlace().format().forbids(partner.pinPlace().format()).ifPresent(rule -> {
                    throw new ConfigException("links.yml: partner \"" + partner.name()
                            + "\" cannot have PINs from door \"" + door.name() + "\": " + rule);
                });
            }
        }
    }

    private static void known(String file, String partner, Set<String> known) {
        if (!known.contains(partner)) {
            throw new ConfigException(file + ": no partner is called \"" + partner + "\"");
        }
    }

    private static void there(String where, Set<String> named, Set<String> doors) {
        named.stream().filter(door -> !doors.contains(door)).findFirst().ifPresent(door -> {
            throw new ConfigException(where + ": there is no door \"" + door + "\"");
        });
    }

    private static ZoneId zone(String file, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new ConfigException(file + ": there is no zone \"" + name + "\"; write Asia/Kolkata");
        }
    }

    private static void unique(String file, String kind, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new ConfigException(file + ": " + kind + " \"" + name + "\" is there twice");
        });
    }

    /** {@code node.yml}. */
    public record Node(
            String name,
            int id,
            Profile profile,
            Database journal,
            Replica replica,
            HsmToken hsm,
            Broker broker,
            Http http,
            Console console) {}

    public record Database(
            String url,
            String user,
            Path passwordFile,
            int readConnections,
            int maxQueue,
            java.time.Duration maxWait,
            Optional<Integer> keepDays) {

        /** Fewer days would take away what terminals still repeat and reverse. */
        private static final int FEWEST_DAYS = 30;

        public Database {
            if (keepDays.filter(days -> days < FEWEST_DAYS).isPresent()) {
                throw new IllegalArgumentException("keep-days is " + FEWEST_DAYS + " at least");
            }
        }
    }

    public record Replica(String url, String user, Path passwordFile, String source, Path sourcePasswordFile) {}

    /**
     * @param boxes payment HSMs that do all but pseudonyms and seals, which stay in the token
     * @param aws the same by AWS Payment Cryptography; a node has boxes, or this, or neither
     * @param failover more tokens with the same keys
     * @param awayCode DE 39 where the HSM is away or busy; 96 where it is absent
     * @param clearPins who answers for clear PINs in this process, which production refuses where it is absent
     */
    public record HsmToken(
            Path module,
            String token,
            Path pinFile,
            int sessions,
            Optional<BoxesConfig> boxes,
            Optional<AwsServiceConfig> aws,
            Optional<TokensConfig> failover,
            Optional<String> awayCode,
            Optional<ClearPins> clearPins) {
        private static final Set<String> AWAY_CODES = Set.of(ResponseCode.MALFUNCTION, ResponseCode.ISSUER_UNAVAILABLE);

        public HsmToken {
            if (boxes.isPresent() && aws.isPresent()) {
                throw new IllegalArgumentException("boxes or aws, not both");
            }
            if (awayCode.filter(code -> !AWAY_CODES.contains(code)).isPresent()) {
                throw new IllegalArgumentException("hsm: away-code is \"96\" or \"91\"");
            }
        }

        /** DE 39 where nothing can be asked of the HSM. */
        public String codeWhenAway() {
            return awayCode.orElse(ResponseCode.MALFUNCTION);
        }
    }

    /**
     * Somebody's signature under {@code docs/clear-values.md}.
     *
     * @param signedBy name and office
     * @param until the last day on which it holds, yyyy-mm-dd, at most a year ahead
     */
    public record ClearPins(String signedBy, String until) {
        public ClearPins {
            if (signedBy.isBlank()) {
                throw new IllegalArgumentException("signed-by is a name and an office");
            }
            try {
                LocalDate.parse(until);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("until is a day: write 2027-03-31");
            }
        }

        /** The last day on which it holds. */
        public LocalDate lastDay() {
            return LocalDate.parse(until);
        }
    }

    public record Broker(String url, String user, Path passwordFile, String topic) {}

    public record Http(String host, int port, Path tokenFile) {}

    public record Console(String host, int port, String user, Path hostKeyFile) {}

    /** {@code listeners.yml}. */
    public record Listeners(Admission limits, List<ListenerConfig> listeners) {}

    public record Admission(int maxInFlight, java.time.Duration responseTime) {}

    /** {@code links.yml}. */
    public record Partners(List<PartnerConfig> partners) {}

    /**
     * {@code routes.yml}.
     *
     * @param zone where rules about days and hours look at the clock; the node's own where it is absent
     */
    public record Routes(List<Route> routes, Optional<List<Plan>> plans, Optional<String> zone) {}

    /**
     * {@code limits.yml}.
     *
     * @param zone where hours and days begin; the node's own where it is absent, which must be that of all nodes then
     * @param hotCards who may change the list of hot cards; nobody where it is absent
     * @param completions how far a completion may go; not over its authorization where it is absent
     */
    public record Limits(
            List<AmountLimits.Limit> limits,
            Optional<List<VelocityRule>> velocity,
            Optional<String> zone,
            Optional<Completions> completions,
            Optional<HotCards> hotCards) {}

    /** @param doors by which file actions (0300, 0302) may come */
    public record HotCards(Set<String> doors) {}

    /** @param tolerancePercent of the amount authorized, 0 to 100: for tips and fuel */
    public record Completions(int tolerancePercent) {
        public Completions {
            if (tolerancePercent < 0 || tolerancePercent > 100) {
                throw new IllegalArgumentException("tolerance-percent is 0 to 100");
            }
        }
    }

    /** {@code stand-in.yml}. */
    public record StandIn(List<StandInRule> rules) {}

    /**
     * {@code business-day.yml}.
     *
     * @param cutover hh:mm, when the business day turns: 00:00 to the day that begins, any other time to the next
     * @param zone where that time is; the node's own where it is absent, which must be that of all nodes then
     * @param reconciliation with whom days are reconciled; with nobody where it is absent
     * @param follows the partner whose cutover (0800/201 with DE 15) turns our day as well, if that comes first
     */
    public record BusinessDay(
            String cutover,
            Optional<String> zone,
            Optional<String> follows,
            Optional<ReconciliationPolicy> reconciliation) {
        public BusinessDay {
            if (!cutover.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
                throw new IllegalArgumentException("cutover is a time: write 00:00 or 23:30");
            }
        }

        public LocalTime cutoverTime() {
            return LocalTime.parse(cutover);
        }
    }

    /**
     * {@code keys.yml}.
     *
     * @param rotationOverlap how long a key of a door or partner is still taken after {@code keys rotate} replaced it; a
     *     day where it is absent
     */
    public record Keys(
            String panToken,
            String panSeal,
            Optional<java.time.Duration> rotationOverlap,
            Optional<Path> checkValueFile) {
        public Keys {
            if (rotationOverlap.filter(java.time.Duration::isNegative).isPresent()) {
                throw new IllegalArgumentException("rotation-overlap is not negative");
            }
        }
    }
}

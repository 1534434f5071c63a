package org.pointwork.node.beans;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRings;
import org.pointwork.journal.DayStore;
import org.pointwork.journal.Journal;
import org.pointwork.link.Cutover;
import org.pointwork.link.Cutovers;
import org.pointwork.link.LinkComponent;
import org.pointwork.link.Links;
import org.pointwork.link.PartnerConfig;
import org.pointwork.node.Config;
import org.pointwork.node.Forwarding;
import org.pointwork.node.Node;
import org.pointwork.node.RouteFile;
import org.pointwork.registry.Senders;
import org.pointwork.route.Routes;
import org.pointwork.routes.Destination;
import org.pointwork.routes.DestinationRoute;
import org.pointwork.routes.Dispatcher;
import org.pointwork.security.CardChecks;
import org.pointwork.security.CardVault;
import org.pointwork.txn.AmountLimits;
import org.pointwork.txn.BusinessDays;
import org.pointwork.txn.HotCards;
import org.pointwork.txn.InFlight;
import org.pointwork.txn.Keyring;
import org.pointwork.txn.ReconciliationPolicy;
import org.pointwork.txn.Reversals;
import org.pointwork.txn.Risk;
import org.pointwork.txn.SerialCounters;
import org.pointwork.txn.Services;
import org.pointwork.txn.StandInRules;
import org.pointwork.txn.Velocity;

/** Camel with one route per partner, and what the pipeline's steps work with. */
public final class RoutesBean extends NodeBean {
    @Override
    AutoCloseable open(Node node) throws Exception {
        Config config = node.config();
        config.checkNames();
        Forwarding forwarding = new Forwarding();
        node.put(Forwarding.class, forwarding);
        CamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName("pointwork");
        camel.addComponent("link", new LinkComponent(node.get(Links.class)));
        for (PartnerConfig partner : config.partners().partners()) {
            camel.addRoutes(new DestinationRoute(destination(partner)));
        }
        camel.start();
        Risk risk = risk(node);
        Services services = new Services(
                node.clock(),
                config.node().id(),
                node.get(Journal.class),
                new Keyring(
                        node.get(Hsm.class),
                        node.get(KeyRings.class),
                        config.listeners().listeners(),
                        node.get(Links.class).pinKeys()),
                new SerialCounters(),
                CardChecks.of(
                        node.get(Hsm.class),
                        config.partners().partners().stream()
                                .filter(partner -> partner.cards().isPresent())
                                .collect(Collectors.toMap(PartnerConfig::name, partner -> partner.cards()
                                        .get()))),
                config.node().hsm().codeWhenAway(),
                node.get(CardVault.class),
                routes(node, forwarding),
                config.partners().partners().stream()
                        .collect(Collectors.toMap(PartnerConfig::name, Function.identity())),
                new Dispatcher(camel),
                risk,
                new StandInRules(config.standIn().rules(), risk.cards(), zone(node)),
                node.get(Senders.class),
                new InFlight(),
                new Reversals(node.clock().millis()),
                forwarding,
                config.listeners().limits().responseTime(),
                days(node),
                config.businessDay().reconciliation().orElse(ReconciliationPolicy.NONE));
        services.register();
        node.put(Services.class, services);
        return camel;
    }

    private static BusinessDays days(Node node) {
        Config.BusinessDay config = node.config().businessDay();
        BusinessDays days = new BusinessDays(
                config.cutoverTime(),
                config.zone().map(ZoneId::of).orElse(node.clock().getZone()));
        DayStore store = node.get(Journal.class).days();
        days.refresh(store);
        config.follows().ifPresent(partner -> node.get(Cutovers.class).subscribe(cutover -> {
            if (cutover.partner().equals(partner) && cutover.phase() == Cutover.Phase.START) {
                days.follow(cutover.settlementDate(), store, node.clock());
            }
        }));
        return days;
    }

    private static ZoneId zone(Node node) {
        return node.config().limits().zone().map(ZoneId::of).orElse(node.clock().getZone());
    }

    private static Risk risk(Node node) {
        Config.Limits limits = node.config().limits();
        ZoneId zone = zone(node);
        return new Risk(
                new AmountLimits(limits.limits(), zone),
                new Velocity(limits.velocity().orElse(List.of()), zone),
                node.get(HotCards.class),
                limits.completions().map(Config.Completions::tolerancePercent).orElse(0),
                Optional.of(node.get(HotCards.class)));
    }

    private static Routes routes(Node node, Forwarding forwarding) {
        RouteFile file = new RouteFile(
                node.cfg(),
                node.environment(),
                node.config().partners().partners().stream()
                        .map(PartnerConfig::name)
                        .collect(Collectors.toSet()),
                node.clock().getZone());
        Links links = node.get(Links.class);
        return new Routes(
                file.table(node.config().routes()),
                file::read,
                partner -> links.anyReady(partner) && !forwarding.holds(partner),
                node.clock());
    }

    private static Destination destination(PartnerConfig partner) {
        PartnerConfig.Breaker breaker = partner.breaker();
        return new Destination(
                partner.name(),
                partner.links().stream()
                        .map(socket -> "link:" + partner.linkName(socket))
                        .toList(),
                new Destination.Breaker(breaker.failureRatePercent(), breaker.window(), breaker.openFor()),
                partner.spread()
                        .filter(PartnerConfig.Spread.ROUND_ROBIN::equals)
                        .isPresent());
    }
}

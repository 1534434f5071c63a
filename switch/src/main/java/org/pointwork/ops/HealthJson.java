package org.pointwork.ops;

import java.util.Map;
import java.util.TreeMap;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.journal.Journal;
import org.pointwork.link.Links;
import org.pointwork.replica.Replica;

/**
 * How the node is, for load balancers and people.
 *
 * @param status {@code UP}; {@code DEGRADED} where it serves but some partner or one of several HSMs cannot be reached;
 *     {@code DOWN} where it
 *     cannot promise anything: journal or HSM away
 */
public record HealthJson(
        String status,
        String node,
        boolean journal,
        String hsm,
        Map<String, String> hsmMembers,
        Map<String, String> links,
        String replica,
        long replicaLagBytes,
        boolean broker) {

    static HealthJson of(Operations operations) {
        Journal.Figures journal = operations.journal().figures();
        HsmHealth hsm = operations.hsm().health();
        Map<String, String> links = new TreeMap<>();
        for (Links.Line line : operations.links().all()) {
            links.put(line.link().name(), line.link().state().name());
        }
        Map<String, String> members = new TreeMap<>();
        operations
                .hsm()
                .members()
                .forEach((name, member) -> members.put(name, member.state().name()));
        Replica.Status replica = operations.replica().map(Replica::status).orElse(new Replica.Status("none", -1));
        boolean serves = journal.healthy() && hsm.state() == HsmHealth.State.UP;
        boolean allReachable = operations.links().all().stream()
                .allMatch(line -> operations.links().anyReady(line.partner().name()));
        return new HealthJson(
                serves
                        ? allReachable && !members.containsValue(HsmHealth.State.DOWN.name()) ? "UP" : "DEGRADED"
                        : "DOWN",
                operations.node(),
                journal.healthy(),
                hsm.state().name(),
                members,
                links,
                replica.state(),
                replica.lagBytes(),
                operations.events().map(e -> e.isConnected()).orElse(false));
    }

    boolean serves() {
        return !status.equals("DOWN");
    }
}

package org.pointwork.sim.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pointwork.sim.pos.Sealing;

/** What a script takes that a target may lack. */
public final class Needs {
    private Needs() {}

    /** What is missing, as a tester is told; empty where the script can be run. */
    public static Optional<String> unmet(Script script, Target target) {
        List<String> unmet = new ArrayList<>();
        script.needs().stream()
                .filter(need -> !target.has().contains(need))
                .sorted()
                .forEach(need -> unmet.add("a node with " + need));
        String door = Target.USUAL_DOOR;
        for (Step step : script.steps()) {
            if (step instanceof Step.Enter(int _, String entered, String _)) {
                door = entered;
            }
            unmet(step, door, target).filter(need -> !unmet.contains(need)).ifPresent(unmet::add);
        }
        return unmet.isEmpty() ? Optional.empty() : Optional.of("needs " + String.join(", ", unmet));
    }

    private static Optional<String> unmet(Step step, String door, Target target) {
        return switch (step) {
            case Step.Send send -> entrance(door, target).or(() -> keys(send, door, target));
            case Step.Raw _, Step.ExpectNothing _ -> entrance(door, target);
            case Step.AwaitState _, Step.Api _, Step.Operator _ ->
                lacks(target.api().isEmpty(), "the node's API");
            case Step.Order _, Step.Says _, Step.Ledger _ ->
                lacks(target.issuer().isEmpty(), "the issuer's control port");
            case Step.Enter _, Step.Use _, Step.Keep _, Step.Expect _, Step.ExpectClosed _ -> Optional.empty();
        };
    }

    private static Optional<String> entrance(String door, Target target) {
        return lacks(!target.entrances().containsKey(door), "the door " + door);
    }

    private static Optional<String> keys(Step.Send send, String door, Target target) {
        boolean seals = send.sealing()
                .map(sealing -> sealing != Sealing.NONE)
                .orElse(target.entrance(door).door().sealsAlways());
        boolean hasPin = send.settings().values().stream().anyMatch(Step.Setting.Pin.class::isInstance);
        return lacks(
                seals && target.keys().seal().isEmpty()
                        || hasPin && target.keys().pinPad().isEmpty(),
                "keys");
    }

    private static Optional<String> lacks(boolean lacks, String what) {
        return lacks ? Optional.of(what) : Optional.empty();
    }
}

package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.sim.aws.Shelf.Held;

/** The control plane, as far as a switch needs it: GetKey, GetAlias and ListAliases. */
final class ControlDesk {
    private static final List<String> MODES = List.of(
            "Encrypt", "Decrypt", "Wrap", "Unwrap", "Generate", "Sign", "Verify", "DeriveKey", "NoRestrictions");

    private final Shelf shelf;

    ControlDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ObjectNode answer(String operation, Fields request) {
        return switch (operation) {
            case "GetKey" -> key(shelf.get(request.text("KeyIdentifier", Shape.KEY)));
            case "GetAlias" -> alias(request.text("AliasName", Shape.KEY));
            case "ListAliases" -> aliases(request.number("MaxResults", 1, 100).orElse(100));
            default -> throw Refusal.of("UnknownOperationException", 400, operation + " is not simulated");
        };
    }

    private ObjectNode key(Held held) {
        ObjectNode answer = Answer.empty();
        ObjectNode key = Answer.with(answer.putObject("Key"), "Key", held);
        ObjectNode attributes = key.putObject("KeyAttributes")
                .put("KeyUsage", held.spec().usage())
                .put("KeyClass", "SYMMETRIC_KEY")
                .put("KeyAlgorithm", Shelf.algorithm(held.spec().algorithm()));
        ObjectNode modes = attributes.putObject("KeyModesOfUse");
        MODES.forEach(mode -> modes.put(mode, held.spec().modes().contains(mode)));
        key.put("KeyCheckValueAlgorithm", checkedBy(held.spec().algorithm()))
                .put("Enabled", held.isEnabled())
                .put("Exportable", false)
                .put("KeyState", "CREATE_COMPLETE")
                .put("KeyOrigin", "EXTERNAL")
                .put("CreateTimestamp", 1_767_225_600.0);
        return answer;
    }

    private static String checkedBy(KeyAlgorithm algorithm) {
        if (algorithm.isAes()) {
            return "CMAC";
        }
        return algorithm.isTdes() ? "ANSI_X9_24" : "HMAC";
    }

    private ObjectNode alias(String name) {
        ObjectNode answer = Answer.empty();
        answer.putObject("Alias")
                .put("AliasName", name)
                .put("KeyArn", shelf.get(name).arn());
        return answer;
    }

    private ObjectNode aliases(int most) {
        ObjectNode answer = Answer.empty();
        var list = answer.putArray("Aliases");
        shelf.aliases().entrySet().stream().limit(most).forEach(entry -> list.addObject()
                .put("AliasName", entry.getKey())
                .put("KeyArn", entry.getValue()));
        return answer;
    }
}

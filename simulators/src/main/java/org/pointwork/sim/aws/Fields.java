package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A structure of a request; what the model does not take is refused with the field's path. */
final class Fields {
    private final JsonNode node;
    private final String path;

    Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    String text(String name, Shape shape) {
        JsonNode value = node.path(name);
        if (!value.isTextual() || !shape.fits(value.textValue())) {
            throw Refusal.invalid(path(name), "Value at '" + path(name) + "' failed to satisfy constraint");
        }
        return value.textValue();
    }

    byte[] hex(String name, Shape shape) {
        String digits = text(name, shape);
        return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
    }

    byte[] ascii(String name, Shape shape) {
        return text(name, shape).getBytes(StandardCharsets.US_ASCII);
    }

    Optional<Integer> number(String name, int least, int most) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw Refusal.invalid(path(name), "Value at '" + path(name) + "' failed to satisfy constraint");
        }
        return Optional.of(value.intValue());
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Fields in(String name) {
        if (!node.path(name).isObject()) {
            throw Refusal.invalid(path(name), "'" + path(name) + "' is required");
        }
        return new Fields(node.path(name), path(name));
    }

    /** The one member that a union has, of those that this simulator does. */
    String only(String... names) {
        List<String> present = StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                .filter(node::hasNonNull)
                .toList();
        if (present.size() != 1) {
            throw Refusal.invalid(path, "'" + path + "' is a union: exactly one member");
        }
        if (!List.of(names).contains(present.getFirst())) {
            throw Refusal.invalid(path(present.getFirst()), "'" + path(present.getFirst()) + "' is not simulated");
        }
        return present.getFirst();
    }

    void refuse(String... names) {
        for (String name : names) {
            if (has(name)) {
                throw Refusal.invalid(path(name), "'" + path(name) + "' is not simulated");
            }
        }
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

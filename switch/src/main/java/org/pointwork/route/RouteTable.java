package org.pointwork.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.model.Pan;

/** Which partner issued a card, by the longest prefix of its number (ISO/IEC 7812: up to 11 digits). */
public final class RouteTable {
    private static final int LONGEST_PREFIX = 11;

    private final Map<String, String> partnerByPrefix = new HashMap<>();

    /** One line of {@code routes.yml}. */
    public record Route(String prefix, String partner) {
        public Route {
            if (!prefix.matches("[0-9]{1," + LONGEST_PREFIX + "}")) {
                throw new IllegalArgumentException("a prefix has 1 to 11 digits, not \"" + prefix + "\"");
            }
        }
    }

    public RouteTable(List<Route> routes) {
        for (Route route : routes) {
            if (partnerByPrefix.putIfAbsent(route.prefix(), route.partner()) != null) {
                throw new IllegalArgumentException("prefix " + route.prefix() + " stands twice in routes.yml");
            }
        }
    }

    /** The partner's name, nothing where no prefix matches. */
    public Optional<String> partnerFor(Pan pan) {
        for (int length = Math.min(LONGEST_PREFIX, pan.digits().length()); length > 0; length--) {
            String partner = partnerByPrefix.get(pan.digits().substring(0, length));
            if (partner != null) {
                return Optional.of(partner);
            }
        }
        return Optional.empty();
    }
}

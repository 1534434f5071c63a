package org.pointwork.ops;

import java.time.Instant;
import org.pointwork.route.Routes;

/**
 * The routes in force.
 *
 * @param refused why a table that was to take their place was not let, empty where none was since
 */
public record RoutesJson(String version, int routes, Instant since, String refused) {
    static RoutesJson of(Routes.Status status) {
        return new RoutesJson(
                status.version(),
                status.routes(),
                status.since(),
                status.refused().orElse(""));
    }
}

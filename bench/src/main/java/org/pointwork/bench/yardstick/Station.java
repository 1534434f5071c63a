package org.pointwork.bench.yardstick;

import java.util.Map;
import java.util.Optional;
import org.pointwork.bench.demo.Child;

/**
 * An arm that runs and takes requests.
 *
 * @param port on 127.0.0.1
 * @param processes that do its work, by name; the database, which all share, is not among them
 * @param books where its rows are, nothing where it keeps none
 * @param sealed whether its messages carry PIN block and MAC
 */
record Station(int port, Map<String, Child> processes, Optional<Books> books, boolean sealed) {
    /** The process that the arm is about. */
    static final String SWITCH = "switch";
}

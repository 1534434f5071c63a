package org.pointwork.bench.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A process that the demo runs.
 *
 * @param name as its log file is called
 * @param main the class to start
 * @param arguments for that class
 * @param jvmOptions beyond those that all have
 * @param environment variables beyond this process's own
 * @param readiness how one knows that it can be used
 */
public record Role(
        String name,
        String main,
        List<String> arguments,
        List<String> jvmOptions,
        Map<String, String> environment,
        Readiness readiness) {

    /** How a process shows that it is ready. */
    public sealed interface Readiness {
        /** It prints this line. */
        record Line(String text) implements Readiness {}

        /** This address answers 200. */
        record Answers(URI address) implements Readiness {}
    }
}

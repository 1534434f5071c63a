package org.pointwork.sim.aws;

/** What the simulated service does instead of answering. */
public enum AwsFault {
    /** 429 ThrottlingException. */
    THROTTLE,
    /** 500 InternalServerException. */
    INTERNAL,
    /** 403 AccessDeniedException. */
    ACCESS_DENIED,
    /** No answer while the simulator runs. */
    SILENCE,
    /** 200 with something that is not JSON. */
    NONSENSE
}

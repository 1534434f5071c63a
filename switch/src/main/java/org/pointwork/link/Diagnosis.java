package org.pointwork.link;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a reply met no request: the request that is most like it, and in which elements the two differ.
 *
 * @param near the link that request went over, empty where no request is like it
 * @param differences in the order of the elements; none where the reply is the request's but for its time or its link
 */
public record Diagnosis(Verdict verdict, String near, List<Difference> differences) {
    /** What kind of stranger it is. */
    public enum Verdict {
        LATE("the request had been given up"),
        DUPLICATE("the request had been answered"),
        OTHER_LINK("its request waits on another link"),
        OTHER_TYPE("a request like it waits for another type of answer"),
        OTHER_VALUES("a request is like it but for some elements"),
        NEVER_SENT("no request is like it");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }
    }

    /**
     * One element that differs; card numbers are masked.
     *
     * @param element {@code MTI} or {@code DE 11}
     */
    public record Difference(String element, String sent, String came) {
        @Override
        public String toString() {
            return element + " sent " + shown(sent) + ", came " + shown(came);
        }

        private static String shown(String value) {
            return value.isEmpty() ? "nothing" : value;
        }
    }

    static final Diagnosis NEVER_SENT = new Diagnosis(Verdict.NEVER_SENT, "", List.of());

    /** One line for people. */
    @Override
    public String toString() {
        return verdict.words
                + (near.isEmpty() ? "" : " (" + near + ")")
                + differences.stream()
                        .map(Difference::toString)
                        .collect(Collectors.joining("; ", differences.isEmpty() ? "" : ": ", ""));
    }
}

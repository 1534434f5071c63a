package org.pointwork.link;

import java.util.List;
import java.util.Optional;
import org.pointwork.model.CardMessage;

/**
 * What a reply must repeat for it to be a request's: the elements by which a partner's replies are known, and the answer's
 * MTI, for an 0110 never answers an 0200. Written {@code 0210|…|…}, the elements in their order.
 */
final class MatchKey {
    private static final List<Integer> USUAL_ELEMENTS = List.of(7, 11, 32, 37, 41);
    private static final char END = '|';

    static final MatchKey USUAL = new MatchKey(Optional.empty());

    private final List<Integer> elements;
    private final int[] others; // empty for the usual ones, which a trace has at hand

    MatchKey(Optional<List<Integer>> elements) {
        this.elements = elements.orElse(USUAL_ELEMENTS);
        this.others = this.elements.equals(USUAL_ELEMENTS)
                ? new int[0]
                : this.elements.stream().mapToInt(Integer::intValue).toArray();
    }

    String of(CardMessage message) {
        String answer = (message.mti().asks() ? message.mti().answer() : message.mti()).digits();
        if (others.length == 0) {
            return answer + END + message.trace().matchKey();
        }
        StringBuilder key = new StringBuilder(64).append(answer);
        for (int de : others) {
            key.append(END).append(message.fields().text(de).strip());
        }
        return key.toString();
    }

    /** How many parts there are. */
    int parts() {
        return elements.size() + 1;
    }

    /** What a part is called: the MTI, or its element. */
    String partName(int part) {
        return part == 0 ? "MTI" : "DE " + elements.get(part - 1);
    }

    /** How many parts of two keys differ, counted without a copy of either: it is asked of all that is in flight. */
    static int differing(String one, String other) {
        int differing = 0;
        int i = 0;
        int j = 0;
        while (i <= one.length() && j <= other.length()) {
            int endOfOne = end(one, i);
            int endOfOther = end(other, j);
            int length = endOfOne - i;
            boolean equal = length == endOfOther - j && one.regionMatches(i, other, j, length);
            differing += equal ? 0 : 1;
            i = endOfOne + 1;
            j = endOfOther + 1;
        }
        return differing;
    }

    private static int end(String key, int from) {
        int end = key.indexOf(END, from);
        return end < 0 ? key.length() : end;
    }

    static String[] split(String key) {
        return key.split("\\" + END, -1);
    }
}

package org.pointwork.node;

import java.util.Collection;
import java.util.Comparator;

/** The known word nearest to a misspelt one, by edit distance (Levenshtein). */
final class Nearest {
    private Nearest() {}

    static String to(String word, Collection<?> known) {
        return known.stream()
                .map(String::valueOf)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .orElse("(none)");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

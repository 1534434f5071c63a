package org.pointwork.sim.script;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a script kept of earlier messages, and puts in later ones as {@code $name}. May be card data: never printed. */
final class Kept {
    private static final String MARK = "\\$[a-z][a-z0-9-]*";

    private final Map<String, String> values = new HashMap<>();

    /** Whether a script's word stands for something kept. {@code ${} is none. */
    static boolean isReference(String word) {
        return word.matches(MARK);
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    /** The word itself, or what it stands for. */
    String value(String word) {
        return isReference(word) ? values.getOrDefault(word.substring(1), "") : word;
    }

    <K> Map<K, String> values(Map<K, String> words) {
        Map<K, String> resolved = new LinkedHashMap<>();
        words.forEach((key, word) -> resolved.put(key, value(word)));
        return resolved;
    }
}

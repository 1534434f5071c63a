package org.pointwork.sim.script;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a script kept of earlier messages, and puts in later ones as {@code $name}. May be card data: never printed. */
final class Kept {
    private static final String MARK = "\\$[a-z][a-z0-9-]*";

    private static final DateTimeFormatter DE_15 = DateTimeFormatter.ofPattern("MMdd");

    private final Map<String, String> values = new HashMap<>();

    Kept() {
        days(LocalDate.now()).forEach(values::put);
    }

    /** What every script has: {@code $today}, {@code $yesterday} and {@code $tomorrow}, and each as DE 15 has it. */
    static Set<String> always() {
        return days(LocalDate.EPOCH).keySet();
    }

    private static Map<String, String> days(LocalDate today) {
        Map<String, String> days = new HashMap<>();
        Map.of("today", today, "yesterday", today.minusDays(1), "tomorrow", today.plusDays(1))
                .forEach((name, date) -> {
                    days.put(name, date.toString());
                    days.put(name + "-mmdd", DE_15.format(date));
                });
        return days;
    }

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

    /** A path, of whose parts some may stand for something kept. */
    String path(String path) {
        return Arrays.stream(path.split("/")).map(this::value).collect(Collectors.joining("/"));
    }

    <K> Map<K, String> values(Map<K, String> words) {
        Map<K, String> resolved = new LinkedHashMap<>();
        words.forEach((key, word) -> resolved.put(key, value(word)));
        return resolved;
    }
}

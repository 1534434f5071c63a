package org.pointwork.sim.script;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The {@code key=value} words of a line. Each is taken once; what nobody takes is an error of the script. */
final class Options {
    private final Map<String, String> left = new LinkedHashMap<>();

    /** @throws IllegalArgumentException where a word has no {@code =} or comes twice */
    Options(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("\"" + word + "\" should be key=value");
            }
            if (left.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(word.substring(0, equals) + " is there twice");
            }
        }
    }

    Optional<String> take(String key) {
        return Optional.ofNullable(left.remove(key));
    }

    /** A time such as {@code 500ms} or {@code 5s}. */
    Optional<Duration> takeWithin() {
        return takeDuration("within");
    }

    /** The same under any key. */
    Optional<Duration> takeDuration(String key) {
        return take(key).map(Options::duration);
    }

    /** All that is left, in the order of the script. */
    Map<String, String> takeRest() {
        Map<String, String> rest = new LinkedHashMap<>(left);
        left.clear();
        return rest;
    }

    /** All that is left, by element. */
    <T> Map<Integer, T> takeElements(Function<Map.Entry<String, String>, T> value) {
        Map<Integer, T> elements = new LinkedHashMap<>();
        takeRest().entrySet().forEach(entry -> elements.put(FieldNames.element(entry.getKey()), value.apply(entry)));
        return elements;
    }

    void requireNoneLeft() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("nothing is known of " + left.keySet());
        }
    }

    private static Duration duration(String text) {
        if (text.matches("[0-9]{1,6}ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        if (text.matches("[0-9]{1,3}s")) {
            return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        throw new IllegalArgumentException("a time is written 500ms or 5s");
    }
}

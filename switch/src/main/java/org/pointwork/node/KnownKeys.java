package org.pointwork.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a file's keys against the record it is read into. Done before any value is read: of a misspelt key a parser says
 * only that the right one is missing.
 */
final class KnownKeys {
    private static final KebabCaseStrategy KEBAB = new KebabCaseStrategy();

    private final Path file;
    private final Map<Class<?>, List<Key>> keysOf = new HashMap<>(); // asked of a class once, not of every route

    private record Key(String name, Type type, boolean optional) {}

    KnownKeys(Path file) {
        this.file = file;
    }

    /** @throws ConfigException for a key that the type does not have, else for one it needs and the file lacks */
    void check(JsonNode node, Type type) {
        check(node, type, "");
    }

    private void check(JsonNode node, Type type, String path) {
        switch (type) {
            case ParameterizedType list when list.getRawType() == List.class -> elements(node, list, path);
            case ParameterizedType optional
            when optional.getRawType() == Optional.class -> check(node, optional.getActualTypeArguments()[0], path);
            case Class<?> record when record.isRecord() && node.isObject() -> keys(node, record, path);
            default -> {} // a value: whoever reads it judges it
        }
    }

    private void elements(JsonNode node, ParameterizedType list, String path) {
        for (int i = 0; i < node.size(); i++) {
            check(node.path(i), list.getActualTypeArguments()[0], path + "[" + i + "]");
        }
    }

    private void keys(JsonNode node, Class<?> record, String path) {
        List<Key> known = keysOf.computeIfAbsent(record, KnownKeys::keys);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (known.stream().noneMatch(key -> key.name().equals(entry.getKey()))) {
                List<String> names = known.stream().map(Key::name).toList();
                throw new ConfigException(file + ": unknown key \"" + at(path, entry.getKey())
                        + "\"; nearest known key is \"" + Nearest.to(entry.getKey(), names) + "\"");
            }
        }
        for (Key key : known) {
            if (node.has(key.name())) {
                check(node.get(key.name()), key.type(), at(path, key.name()));
            } else if (!key.optional()) {
                throw new ConfigException(file + ": missing key \"" + at(path, key.name()) + "\"");
            }
        }
    }

    private static List<Key> keys(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> new Key(
                        KEBAB.translate(component.getName()),
                        component.getGenericType(),
                        component.getType() == Optional.class))
                .toList();
    }

    private static String at(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}

package org.pointwork.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.pointwork.model.Fields;

/**
 * The elements of an answer that a repeat gets again. An allow-list, so that what an issuer puts into private fields
 * never reaches the disk.
 *
 * @param elements DE number to text
 */
public record StoredAnswer(Map<Integer, String> elements) {
    public static final StoredAnswer NONE = new StoredAnswer(Map.of());
    private static final int[] KEPT = {4, 5, 6, 9, 10, 15, 38, 39, 44, 50, 51, 54};
    private static final ObjectMapper JSON = new ObjectMapper();

    public static StoredAnswer of(Fields answer) {
        Map<Integer, String> kept = new TreeMap<>();
        for (int de : KEPT) {
            if (answer.has(de) && !answer.isBinary(de)) {
                kept.put(de, answer.text(de));
            }
        }
        return new StoredAnswer(kept);
    }

    static StoredAnswer read(String json) {
        return json.isEmpty() ? NONE : new StoredAnswer(elements(json));
    }

    String json() {
        return elements.isEmpty() ? "" : json(elements);
    }

    static String json(Map<Integer, String> elements) {
        try {
            return JSON.writeValueAsString(elements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    static Map<Integer, String> elements(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<Integer, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds an element map that is no JSON", e);
        }
    }
}

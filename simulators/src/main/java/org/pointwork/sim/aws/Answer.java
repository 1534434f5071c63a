package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import org.pointwork.sim.aws.Shelf.Held;

/** Beginnings of answers. */
final class Answer {
    private Answer() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode under(Held key) {
        return with(empty(), "Key", key);
    }

    /** @param what the fields' first word, such as {@code EncryptionKey} */
    static ObjectNode with(ObjectNode answer, String what, Held key) {
        return answer.put(what + "Arn", key.arn()).put(what + "CheckValue", key.checkValue());
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}

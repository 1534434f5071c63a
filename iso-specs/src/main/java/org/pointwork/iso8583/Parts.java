package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.pointwork.model.Fields;

/** Elements that are made of parts: a bitmap and elements again, as deep as specifications nest them. */
final class Parts {
    private Parts() {}

    /** @throws FormatException naming the part */
    static Fields read(Dialect parts, byte[] value) throws FormatException {
        Fields.Editor into = Fields.NONE.edit();
        Body.read(parts, value, new StructureCheck(parts).bitmap(value), into);
        Fields read = into.done();
        FieldRules.check(parts, read);
        check(parts, read);
        return read;
    }

    /** @throws IllegalArgumentException where a value does not fit its part */
    static byte[] write(Dialect parts, Fields fields) {
        return Body.write(parts, Body.NO_MTI, fields);
    }

    /** @throws FormatException naming the first part that is broken, {@code DE 127.25.3} */
    static void check(Dialect dialect, Fields fields) throws FormatException {
        for (Map.Entry<Integer, Dialect> element : dialect.parts().entrySet()) {
            if (fields.has(element.getKey())) {
                try {
                    read(element.getValue(), value(fields, element.getKey()));
                } catch (FormatException e) {
                    throw e.within(element.getKey());
                }
            }
        }
    }

    static byte[] value(Fields fields, int de) {
        return fields.isBinary(de) ? fields.bytes(de) : fields.text(de).getBytes(StandardCharsets.ISO_8859_1);
    }
}

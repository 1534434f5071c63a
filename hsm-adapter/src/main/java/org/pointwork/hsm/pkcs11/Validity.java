package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last day of a key, which the token keeps behind the key's id (CKA_ID): {@code pointwork/mac/01731000000000000;20271231}.
 * CKA_END_DATE would be the place for it, but SoftHSM2 cannot read it back of a private object. No token heeds either.
 */
final class Validity {
    /** What may follow an id. */
    static final String SUFFIX = "(?:;\\d{8})?";

    private static final Pattern FORM = Pattern.compile("([^;]*)(?:;(\\d{8}))?");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int ROOM = 128;

    private Validity() {}

    static Optional<LocalDate> end(Session session, long key) {
        var id = FORM.matcher(id(session, key));
        try {
            return id.matches()
                    ? Optional.ofNullable(id.group(2)).map(day -> LocalDate.parse(day, DAY))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty(); // eight digits of another program's
        }
    }

    static void setEnd(Session session, long key, LocalDate day) {
        String id = FORM.matcher(id(session, key)).replaceFirst("$1");
        try (var arena = Arena.ofConfined()) {
            var dated = new Attributes(arena).add(Ck.CKA_ID, id + ";" + day.format(DAY));
            session.cryptoki().setAttributeValue(session.handle(), key, dated);
        }
    }

    private static String id(Session session, long key) {
        try (var arena = Arena.ofConfined()) {
            var read = new Attributes(arena).add(Ck.CKA_ID, arena.allocate(ROOM));
            session.cryptoki().getAttributeValue(session.handle(), key, read);
            return new String(read.value(0).toArray(JAVA_BYTE), StandardCharsets.ISO_8859_1);
        }
    }
}

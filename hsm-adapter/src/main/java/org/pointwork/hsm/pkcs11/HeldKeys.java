package org.pointwork.hsm.pkcs11;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pointwork.hsm.ZoneKeys.Held;

/** The keys in a token, without what takes an operation on them. */
final class HeldKeys {
    private HeldKeys() {}

    /** Each key once, as its newest object has it. */
    static List<Held> of(Session session) {
        return KeyObject.all(session).stream()
                .filter(object -> object.id().part() == KeyId.Part.KEY)
                .collect(Collectors.toMap(
                        KeyObject::key,
                        Function.identity(),
                        BinaryOperator.maxBy(
                                Comparator.comparingLong(object -> object.id().generation()))))
                .values()
                .stream()
                .map(object -> new Held(
                        object.key(),
                        Instant.ofEpochMilli(object.id().generation()),
                        Validity.end(session, object.handle())))
                .toList();
    }
}

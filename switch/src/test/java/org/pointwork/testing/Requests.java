package org.pointwork.testing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;
import org.pointwork.model.Purpose;
import org.pointwork.route.Payment;

/** Messages as a terminal sends them. Each number gives a transaction of its own. */
public final class Requests {
    public static final String ISSUED_BIN = "400000";

    private Requests() {}

    /** A Luhn-valid card number of 16 digits that begins with {@code bin}. */
    public static String pan(String bin, int serial) {
        String head = bin + "%0".concat(15 - bin.length() + "d").formatted(serial);
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = head.charAt(14 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return head + (10 - sum % 10) % 10;
    }

    public static CardMessage purchase(int number) {
        return message("0200", purchaseFields(number));
    }

    public static CardMessage purchase(int number, long minor) {
        return with(purchase(number), 4, "%012d".formatted(minor));
    }

    public static Map<Integer, String> purchaseFields(int number) {
        Map<Integer, String> fields = new TreeMap<>();
        fields.put(2, pan(ISSUED_BIN, number));
        fields.put(3, "000000");
        fields.put(4, "000000012300");
        fields.put(7, "0721101530");
        fields.put(11, "%06d".formatted(number % 1_000_000));
        fields.put(12, "154530");
        fields.put(13, "0721");
        fields.put(32, "12345");
        fields.put(37, "%012d".formatted(720_000_000_000L + number));
        fields.put(41, "TERM0001");
        fields.put(42, "MERCHANT0000001");
        fields.put(49, "356");
        return fields;
    }

    public static CardMessage message(String mti, Map<Integer, String> elements) {
        Fields.Editor fields = Fields.NONE.edit();
        elements.forEach(fields::set);
        return CardMessages.of(new Mti(mti), fields.done());
    }

    /** The same with another element. */
    public static CardMessage with(CardMessage message, int de, String text) {
        return CardMessages.of(message.mti(), message.fields().with(de, text));
    }

    public static CardMessage without(CardMessage message, int... elements) {
        return CardMessages.of(message.mti(), message.fields().without(elements));
    }

    public static CardMessage as(CardMessage message, String mti) {
        return CardMessages.of(new Mti(mti), message.fields());
    }

    /** With the clocks at now, as a terminal in UTC has them. */
    public static CardMessage now(CardMessage message) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        return CardMessages.of(
                message.mti(),
                message.fields()
                        .edit()
                        .set(7, DateTimeFormatter.ofPattern("MMddHHmmss").format(now))
                        .set(12, DateTimeFormatter.ofPattern("HHmmss").format(now))
                        .set(13, DateTimeFormatter.ofPattern("MMdd").format(now))
                        .done());
    }

    /** A purchase without an amount, as routes see it. */
    public static Payment payment() {
        return new Payment(Purpose.PURCHASE, Optional.empty(), "demo", "TERM0001", "MERCHANT0000001", Instant.EPOCH);
    }

    /** The 0400 by which a terminal takes a request back, naming it in DE 90. */
    public static CardMessage reversalOf(CardMessage original, int number) {
        String de90 = original.mti()
                + original.trace().stan()
                + original.trace().transmittedAt()
                + "%011d".formatted(Long.parseLong(original.trace().acquirerId()))
                + "0".repeat(11);
        Fields fields = original.fields()
                .edit()
                .drop(35, 52)
                .set(11, "%06d".formatted(number))
                .set(90, de90)
                .done();
        return CardMessages.of(new Mti("0400"), fields);
    }
}

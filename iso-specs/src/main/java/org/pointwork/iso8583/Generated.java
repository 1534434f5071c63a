package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pointwork.model.Fields;

/**
 * Messages made from the table of a dialect: every element within its length and its rule. The numbers of cards are
 * random and nobody's.
 */
final class Generated {
    private static final int[] CURRENCIES = {356, 840, 978, 392, 414};
    private static final int LONGEST = 200;

    private Generated() {}

    /** Some elements of a dialect; a MAC only in last place. */
    static Fields fields(Dialect dialect, Random random) {
        Fields.Editor fields = Fields.NONE.edit();
        boolean isMessage = dialect.head().mti() != Head.MtiForm.NONE;
        int highest = random.nextBoolean() ? 64 : Dialect.HIGHEST;
        int sparse = 1 + random.nextInt(20);
        for (int de = 2; de <= highest; de++) {
            boolean mac = isMessage && de == 64 && highest > 64;
            if (dialect.has(de) && !mac && random.nextInt(sparse) == 0) {
                put(dialect, dialect.element(de), random, fields);
            }
        }
        return fields.done();
    }

    private static void put(Dialect dialect, Element element, Random random, Fields.Editor into) {
        Optional<Dialect> parts = dialect.parts(element.de());
        if (parts.isPresent()) {
            byte[] value = Parts.write(parts.get(), fields(parts.get(), random));
            if (value.length <= element.maxLength()) {
                put(element, value, into);
            }
        } else if (dialect.subElements().containsKey(element.de())) {
            String value = text(dialect.subElements().get(element.de()), random);
            if (value.length() <= element.maxLength()) {
                into.set(element.de(), value);
            }
        } else if (element.content().isBinary()) {
            byte[] value = new byte[length(element, random)];
            random.nextBytes(value);
            put(element, value, into);
        } else {
            into.set(element.de(), text(element, random));
        }
    }

    private static void put(Element element, byte[] value, Fields.Editor into) {
        if (element.content().isBinary()) {
            into.set(element.de(), value);
        } else {
            into.set(element.de(), new String(value, StandardCharsets.ISO_8859_1));
        }
    }

    private static int length(Element element, Random random) {
        return element.isFixed() ? element.maxLength() : random.nextInt(Math.min(LONGEST, element.maxLength()) + 1);
    }

    /** Some of what is described, each once. */
    private static String text(SubElements made, Random random) {
        StringBuilder text = new StringBuilder(made.lead().replace('N', '0').replace('_', ' '));
        for (SubElements.Known known : made.known().values()) {
            if (random.nextBoolean()) {
                String value = known.within()
                        .map(parts -> text(parts, random))
                        .orElseGet(() -> text(element(known, random), random));
                if (value.length() >= known.shortest() && value.length() <= known.longest()) {
                    text.append(made.before(known.tag(), value.length())).append(value);
                }
            }
        }
        return text.toString();
    }

    private static Element element(SubElements.Known known, Random random) {
        int length = known.shortest() + random.nextInt(known.longest() - known.shortest() + 1);
        return new Element(2, known.name(), Prefix.NONE, Content.TEXT, false, length, known.rule(), known.shown());
    }

    private static String text(Element element, Random random) {
        return switch (element.rule()) {
            case ANY -> free(element, length(element, random), random);
            case DIGITS, HEXADECIMAL -> digits(Math.max(1, length(element, random)), random);
            case PRINTABLE -> printable(length(element, random), random);
            case SIGNED -> (random.nextBoolean() ? "C" : "D") + digits(element.maxLength() - 1, random);
            case TRACK2 -> digits(12 + random.nextInt(8), random) + '=' + digits(1 + random.nextInt(17), random);
            case CREDENTIAL_USE -> (random.nextBoolean() ? "C" : "M") + '1' + digits(2, random);
            case VERIFICATION_FIRST -> digits(4, random) + printable(element.maxLength() - 4, random);
            case CURRENCY -> currency(random);
            case MONEY -> money(random);
            case CHIP_DATA, CHIP_OBJECTS -> chipData(random);
            case UTC_TIME -> day(random) + time(random);
            case LOCAL_TIME -> digits(2, random) + day(random) + time(random);
            case CENTURY_TIME -> "20" + digits(2, random) + day(random) + time(random);
            case TIME -> time(random);
            case DATE -> day(random);
            case FULL_DATE -> digits(2, random) + day(random);
            case CENTURY_DATE -> "20" + digits(2, random) + day(random);
            case EXPIRY -> digits(2, random) + two(1 + random.nextInt(12));
        };
    }

    /** Digits where the coding has place for nothing else. */
    private static String free(Element element, int length, Random random) {
        if (element.content().isSigned()) {
            return (random.nextBoolean() ? "C" : "D") + digits(element.maxLength() - 1, random);
        }
        if (!element.content().isBlankPadded() && element.content() != Content.RAW) {
            return digits(length, random);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(256));
        }
        return text.toString();
    }

    private static String digits(int length, Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static String printable(int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private static String currency(Random random) {
        return Integer.toString(CURRENCIES[random.nextInt(CURRENCIES.length)]);
    }

    private static String money(Random random) {
        String currency = currency(random);
        int decimals = Map.of("392", 0, "414", 3).getOrDefault(currency, 2);
        return currency + decimals + digits(12, random);
    }

    private static String day(Random random) {
        return two(1 + random.nextInt(12)) + two(1 + random.nextInt(28));
    }

    private static String time(Random random) {
        return two(random.nextInt(24)) + two(random.nextInt(60)) + two(random.nextInt(60));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String chipData(Random random) {
        StringBuilder tlv = new StringBuilder();
        int objects = 1 + random.nextInt(4);
        for (int i = 0; i < objects; i++) {
            byte[] value = new byte[random.nextInt(12)];
            random.nextBytes(value);
            tlv.append('\u009f').append((char) (0x20 + i)).append((char) value.length);
            tlv.append(new String(value, StandardCharsets.ISO_8859_1));
        }
        return tlv.toString();
    }
}

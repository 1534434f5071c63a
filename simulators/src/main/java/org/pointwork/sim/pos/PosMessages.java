package org.pointwork.sim.pos;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Makes what a terminal says: every message has a trace of its own, unless it repeats another. Amounts are in INR. */
public final class PosMessages {
    /** A card of the demo issuer. */
    public static final String DEMO_PAN = "4000001234567899";

    private static final DateTimeFormatter TRANSMITTED = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMdd");
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("DDDHH");
    private static final String INR = "356";
    private static final String CHIP = "051";
    private static final String EXPIRY = "3012";
    private static final String PARTIAL_APPROVAL = "10";
    private static final int STANS = 1_000_000;

    private final Terminal terminal;
    private final Clock clock;
    private final AtomicInteger lastStan =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(STANS));

    public PosMessages(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    public static PosMessages demo() {
        return new PosMessages(Terminal.DEMO, Clock.systemUTC());
    }

    /** @param minor paise */
    public CardMessage purchase(String pan, long minor) {
        return card("0200", "000000", pan, minor);
    }

    /** @param minor paise */
    public CardMessage refund(String pan, long minor) {
        return card("0200", "200000", pan, minor);
    }

    /** @param minor paise */
    public CardMessage preAuthorization(String pan, long minor) {
        return card("0100", "000000", pan, minor);
    }

    public CardMessage balanceInquiry(String pan) {
        return card("0200", "310000", pan, 0);
    }

    /** DE 70 = 301: whether anybody is there. */
    public CardMessage echo() {
        return network("0800", "301");
    }

    /** @param code DE 70 */
    public CardMessage network(String mti, String code) {
        Fields.Editor fields = fresh().drop(37); // no sale, no reference
        fields.set(41, terminal.terminalId()).set(70, code);
        return message(mti, fields.done());
    }

    /** What an acquirer says that a business day came to, in INR: 0500 or 0520. */
    public CardMessage reconciliation(String mti, LocalDate day, DayTotals totals) {
        Fields.Editor fields = fresh();
        totals.elements().forEach(fields::set);
        fields.set(15, day.format(DATE)).set(32, terminal.acquirerId()).set(50, INR);
        return message(mti, fields.done());
    }

    /** A message about a card, under a trace of its own. */
    public CardMessage card(String mti, String processingCode, String pan, long minor) {
        Fields.Editor fields = fresh();
        fields.set(2, pan).set(3, processingCode).set(4, digits(12, minor));
        fields.set(14, EXPIRY).set(18, terminal.merchantType()).set(22, CHIP).set(25, "00");
        fields.set(32, terminal.acquirerId()).set(41, terminal.terminalId());
        fields.set(42, terminal.merchantId()).set(43, terminal.nameLocation()).set(49, INR);
        return message(mti, fields.done());
    }

    /** The same again, as MTI 0201, 0421 and so on. */
    public static CardMessage repeat(CardMessage original) {
        return message(original.mti().repeat().digits(), original.fields());
    }

    /** A 0400 for what was approved, or for what was asked where nobody said. */
    public CardMessage reversal(CardMessage original, Optional<CardMessage> answer) {
        return undo("0400", original, answer);
    }

    /** A 0220 that asks for money held by a pre-authorization. */
    public CardMessage completion(CardMessage original, Optional<CardMessage> answer) {
        return after("0220", original, answer);
    }

    /**
     * A message about an earlier one, as its MTI asks: a reversal (04xx), a completion (0120, 0220), or the same again
     * under this MTI.
     */
    public CardMessage about(String mti, CardMessage original, Optional<CardMessage> answer) {
        Mti type = new Mti(mti);
        if (type.duplicateClass().equals(original.mti().duplicateClass())) {
            return message(mti, original.fields());
        }
        return type.messageClass() == '4' ? undo(mti, original, answer) : after(mti, original, answer);
    }

    /** A message of any content: what no amount could be is left to the other side to find. */
    public static CardMessage message(String mti, Fields fields) {
        return CardMessages.of(new Mti(mti), fields);
    }

    private CardMessage undo(String mti, CardMessage original, Optional<CardMessage> answer) {
        CardMessage reversal = after(mti, original, answer);
        Fields.Editor fields = reversal.fields().edit().set(90, originalData(original));
        answer.filter(given -> given.responseCode().equals(PARTIAL_APPROVAL))
                .ifPresent(given -> fields.copy(4, given.fields()));
        return message(mti, fields.done());
    }

    /** The same sale under the same RRN, but a message of its own: STAN and clocks are fresh, nothing secret travels on. */
    private CardMessage after(String mti, CardMessage original, Optional<CardMessage> answer) {
        Fields now = fresh().done();
        Fields.Editor fields = original.withoutSensitive().fields().edit();
        for (int de : new int[] {7, 11, 12, 13}) {
            fields.copy(de, now);
        }
        answer.ifPresent(given -> fields.copy(38, given.fields()));
        return message(mti, fields.done());
    }

    /** DE 90 (ISO 8583:1987, 4.3.90): MTI 4, STAN 6, DE 7 10, DE 32 11, DE 33 11. */
    private static String originalData(CardMessage original) {
        Fields fields = original.fields();
        return original.mti().digits()
                + fields.text(11)
                + fields.text(7)
                + elevenDigits(fields.text(32))
                + elevenDigits(fields.text(33));
    }

    private static String elevenDigits(String id) {
        return "0".repeat(11 - id.length()) + id;
    }

    private Fields.Editor fresh() {
        ZonedDateTime local = ZonedDateTime.now(clock.withZone(terminal.zone()));
        String stan = digits(6, lastStan.updateAndGet(last -> (last + 1) % STANS));
        String rrn = local.getYear() % 10 + local.format(DAY_OF_YEAR) + stan;
        Fields.Editor fields = Fields.NONE.edit();
        fields.set(7, local.withZoneSameInstant(ZoneOffset.UTC).format(TRANSMITTED));
        fields.set(11, stan).set(12, local.format(TIME)).set(13, local.format(DATE));
        return fields.set(37, rrn);
    }

    private static String digits(int length, long value) {
        return String.format(Locale.ROOT, "%0" + length + "d", value);
    }
}

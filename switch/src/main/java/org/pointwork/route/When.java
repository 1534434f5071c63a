package org.pointwork.route;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.Amount;
import org.pointwork.model.Purpose;

/**
 * The payments that a rule is for: all that is given must hold, and what is not given holds for all.
 *
 * @param products of the card's route
 * @param purposes as in a transaction's kind: PURCHASE, CASH
 * @param currencies three digits, as in DE 49
 * @param amountFrom in minor units, itself among them; needs currencies, because minor units differ
 * @param amountTo in minor units, itself among them
 * @param terminals DE 41, or its beginning and a star
 * @param merchants DE 42, or its beginning and a star
 * @param timeFrom hh:mm, where the routes' zone is
 * @param timeTo hh:mm, itself no longer among them; before {@code timeFrom} for a span over midnight
 */
public record When(
        Optional<Set<String>> products,
        Optional<Set<Purpose>> purposes,
        Optional<Set<String>> currencies,
        Optional<Long> amountFrom,
        Optional<Long> amountTo,
        Optional<Set<String>> acquirers,
        Optional<List<String>> terminals,
        Optional<List<String>> merchants,
        Optional<Set<DayOfWeek>> days,
        Optional<String> timeFrom,
        Optional<String> timeTo) {
    /** Every payment. */
    public static final When ALWAYS = new When(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public When {
        if ((amountFrom.isPresent() || amountTo.isPresent()) && currencies.isEmpty()) {
            throw new IllegalArgumentException("an amount needs currencies: their minor units differ");
        }
        if (amountFrom.orElse(0L) > amountTo.orElse(Long.MAX_VALUE)) {
            throw new IllegalArgumentException("amount-from is more than amount-to");
        }
        if (timeFrom.isPresent() != timeTo.isPresent()) {
            throw new IllegalArgumentException("time-from and time-to go together");
        }
        timeFrom.ifPresent(When::time);
        timeTo.ifPresent(When::time);
        if (timeFrom.isPresent() && timeFrom.equals(timeTo)) {
            throw new IllegalArgumentException("time-from and time-to are the same");
        }
    }

    /** Made once, for many payments. */
    public List<Condition> conditions(ZoneId zone) {
        List<Condition> all = new ArrayList<>();
        purposes.ifPresent(set -> all.add(Condition.oneOf("purpose", set, Payment::purpose)));
        currencies.ifPresent(set -> all.add(Condition.oneOf("currency", set, When::currency)));
        amountFrom.ifPresent(
                least -> all.add(new Condition("amount of " + least + " or more", payment -> minor(payment) >= least)));
        amountTo.ifPresent(
                most -> all.add(new Condition("amount of " + most + " or less", payment -> minor(payment) <= most)));
        acquirers.ifPresent(set -> all.add(Condition.oneOf("acquirer", set, Payment::acquirer)));
        terminals.ifPresent(list -> all.add(Condition.like("terminal", list, Payment::terminalId)));
        merchants.ifPresent(list -> all.add(Condition.like("merchant", list, Payment::merchantId)));
        days.ifPresent(set -> all.add(
                Condition.oneOf("day", set, payment -> payment.at().atZone(zone).getDayOfWeek())));
        timeFrom.ifPresent(from -> all.add(during(time(from), time(timeTo.orElseThrow()), zone)));
        return List.copyOf(all);
    }

    private static Condition during(LocalTime from, LocalTime to, ZoneId zone) {
        boolean overMidnight = to.isBefore(from);
        return new Condition("time from " + from + " to " + to, payment -> {
            ZonedDateTime at = payment.at().atZone(zone);
            boolean begun = !at.toLocalTime().isBefore(from);
            boolean over = !at.toLocalTime().isBefore(to);
            return overMidnight ? begun || !over : begun && !over;
        });
    }

    private static String currency(Payment payment) {
        return payment.amount().map(amount -> amount.currency().numeric()).orElse("");
    }

    /** Of a payment without an amount less than any. */
    private static long minor(Payment payment) {
        return payment.amount().map(Amount::minor).orElse(-1L);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time of day: write 22:00", e);
        }
    }
}

package org.pointwork.txn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.pointwork.journal.DayClose;
import org.pointwork.journal.DayOpenException;
import org.pointwork.journal.DayStore;
import org.pointwork.journal.DayStore.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which business day a request is of. It is stamped once, when the request comes in, and what follows from the request
 * keeps it. A day turns at a time of the clock, so that all nodes turn it without asking one another, or earlier by hand.
 */
public final class BusinessDays {
    /** By then every node has heard of a turn by hand: they look every few seconds. */
    private static final Duration HEARD = Duration.ofSeconds(10);

    /** What came in before the turn is claimed by then, or never. */
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private static final DateTimeFormatter MONTH_AND_DAY = DateTimeFormatter.ofPattern("MMdd");
    private static final Logger LOG = LoggerFactory.getLogger(BusinessDays.class);

    private final LocalTime turnsAt;
    private final ZoneId zone;
    private volatile Optional<Turn> turned = Optional.empty();

    /** @param turnsAt where {@code zone} is; midnight turns to the day that begins, any other time to the next day's */
    public BusinessDays(LocalTime turnsAt, ZoneId zone) {
        this.turnsAt = turnsAt;
        this.zone = zone;
    }

    /** Days of the calendar. */
    public static BusinessDays midnight(ZoneId zone) {
        return new BusinessDays(LocalTime.MIDNIGHT, zone);
    }

    public ZoneId zone() {
        return zone;
    }

    public LocalDate of(Instant at) {
        LocalDate date = byClock(at);
        return turned.filter(turn -> !at.isBefore(turn.beginsAt()))
                .map(Turn::date)
                .filter(date::isBefore)
                .orElse(date);
    }

    /** Whether a day has begun to be over: what comes in now is of a later one. */
    public boolean isOver(LocalDate date, Instant now) {
        return of(now).isAfter(date);
    }

    private LocalDate byClock(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        boolean isNext =
                !turnsAt.equals(LocalTime.MIDNIGHT) && !there.toLocalTime().isBefore(turnsAt);
        return isNext ? there.toLocalDate().plusDays(1) : there.toLocalDate();
    }

    /** Hears of turns by hand, of other nodes too. */
    public void refresh(DayStore days) {
        turned = days.lastTurn();
    }

    /**
     * Turns the day now, rather than when the clock would: a few seconds from now, that all nodes may hear of it.
     *
     * @throws DayOpenException where the clock's day was left by hand already
     */
    public Turn turn(DayStore days, Clock clock) {
        refresh(days);
        Instant at = clock.instant().plus(HEARD);
        LocalDate date = byClock(at);
        if (turned.filter(turn -> turn.date().isAfter(date)).isPresent()) {
            throw new DayOpenException(List.of(date + " was turned already"));
        }
        days.turn(new Turn(date.plusDays(1), at));
        refresh(days);
        return turned.orElseThrow();
    }

    /**
     * Turns the day because a partner turns its own, unless it is there already. A partner that does not say to which date
     * turns nothing: at midnight, nobody could tell whether that turn has been made.
     *
     * @param monthAndDay MMDD
     */
    public void follow(String monthAndDay, DayStore days, Clock clock) {
        refresh(days);
        Instant at = clock.instant().plus(HEARD);
        LocalDate next = of(at).plusDays(1);
        if (MONTH_AND_DAY.format(next).equals(monthAndDay)
                && byClock(at).plusDays(1).equals(next)) {
            days.turn(new Turn(next, at));
            refresh(days);
        } else if (!MONTH_AND_DAY.format(of(at)).equals(monthAndDay)) {
            LOG.warn("cutover not followed: our day is {}, the partner's \"{}\"", of(at), monthAndDay);
        }
    }

    /**
     * Closes a day that is over.
     *
     * @throws DayOpenException where it is not, or something of it is open
     */
    public DayClose close(LocalDate date, DayStore days, Clock clock) {
        return close(date, days, clock, _ -> List.of());
    }

    /** As {@link #close(LocalDate, DayStore, Clock)}, with what follows from it. */
    public DayClose close(LocalDate date, DayStore days, Clock clock, DayStore.Closing closing) {
        refresh(days);
        if (!of(clock.instant().minus(SETTLED)).isAfter(date)) {
            throw new DayOpenException(List.of(date + " is not over for a minute yet"));
        }
        return days.close(date, closing);
    }
}

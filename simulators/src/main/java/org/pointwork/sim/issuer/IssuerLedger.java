package org.pointwork.sim.issuer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pointwork.model.Pan;

/**
 * The issuer's money. Every posting has two sides, the card's account and the settlement account, so the net debit of all
 * cards is a number of its own and can be held against the switch's journal. Amounts are minor units of INR. Guarded by
 * the {@link IssuerDesk}.
 */
final class IssuerLedger {
    private static final int MOST_ACCOUNTS = 1_000_000;

    private final Map<String, Account> accounts = new HashMap<>();
    private long settlementMinor;
    private long heldMinor;
    private long transactions;

    /** The card's account, opened on first sight; empty where no further card can be remembered. */
    Optional<Account> account(Pan pan) {
        if (accounts.size() >= MOST_ACCOUNTS && !accounts.containsKey(pan.digits())) {
            return Optional.empty();
        }
        return Optional.of(accounts.computeIfAbsent(pan.digits(), _ -> new Account()));
    }

    /** Posts a debit, or a credit where negative, and takes a hold. */
    Booking book(Account account, long debitMinor, long holdMinor) {
        move(account, debitMinor, holdMinor);
        transactions++;
        return new Booking(account, debitMinor, holdMinor);
    }

    /**
     * Takes a booking back, once only, however often it is asked.
     *
     * @param keepMinor the part that stays posted or held, as a partial reversal asks; 0 for none
     */
    void undo(Booking booking, long keepMinor) {
        if (booking.markReversed()) {
            long debitMinor = booking.debitMinor();
            long keptMinor = Math.abs(debitMinor) > keepMinor ? Long.signum(debitMinor) * keepMinor : 0;
            move(booking.account(), keptMinor - debitMinor, -booking.releaseAbove(keepMinor));
        }
    }

    /** Gives a hold and its increases back, because the completion came. */
    void release(Booking booking) {
        booking.together().forEach(part -> move(part.account(), 0, -part.takeHold()));
    }

    LedgerTotals totals() {
        return new LedgerTotals(settlementMinor, heldMinor, accounts.size(), transactions);
    }

    /** What the cards' side says: the same as {@link LedgerTotals#postedMinor}, or the books are wrong. */
    long cardsPostedMinor() {
        return accounts.values().stream()
                .mapToLong(account -> Account.OPENING_MINOR - account.ledgerMinor())
                .sum();
    }

    private void move(Account account, long debitMinor, long holdMinor) {
        account.post(debitMinor);
        account.hold(holdMinor);
        settlementMinor += debitMinor;
        heldMinor += holdMinor;
    }
}

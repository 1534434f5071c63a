package org.pointwork.txn.step;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pointwork.journal.JournalReader;
import org.pointwork.journal.TransactionView;
import org.pointwork.model.CardMessage;

/**
 * Whether a transaction is the one that a reversal means. What the reversal leaves out (card, DE 4, DE 49) fits every
 * transaction; what it says has to be the original's.
 *
 * @param panToken the pseudonym of the reversal's card, where it names one
 */
record OriginalMatch(CardMessage reversal, Optional<byte[]> panToken) {
    private static final int AMOUNT = 4;
    private static final int CURRENCY = 49;

    /**
     * Those that card, STAN and DE 4 do not tell apart, in this order; what fits none of them leaves them all, so that
     * the caller can say what was wrong.
     *
     * @param found as the journal shows them, {@link JournalReader#MOST_ORIGINALS} at most
     */
    List<TransactionView> likeliest(List<TransactionView> found) {
        if (found.size() == JournalReader.MOST_ORIGINALS && !hasItsStan(found.getFirst())) {
            return found; // there may be more, and one of those may be meant
        }
        return fitting(fitting(fitting(found, this::isOfItsCard), this::hasItsStan), this::hasItsAmount);
    }

    private static List<TransactionView> fitting(List<TransactionView> found, Predicate<TransactionView> fits) {
        List<TransactionView> fitting = found.stream().filter(fits).toList();
        return fitting.isEmpty() ? found : fitting;
    }

    boolean isOfItsCard(TransactionView original) {
        return panToken.filter(token -> !Arrays.equals(token, original.request().panToken()))
                .isEmpty();
    }

    private boolean hasItsStan(TransactionView original) {
        return reversal.trace().stan().equals(original.request().trace().stan());
    }

    /** A terminal may take back what it asked for, or the part that was approved of it. */
    boolean hasItsAmount(TransactionView original) {
        String amount = reversal.fields().text(AMOUNT);
        return amount.isEmpty()
                || original.request()
                        .amount()
                        .filter(asked -> !amount.equals(asked.twelveDigits()))
                        .filter(asked -> original.approvedMinor()
                                .filter(minor ->
                                        amount.equals(asked.withMinor(minor).twelveDigits()))
                                .isEmpty())
                        .isEmpty();
    }

    boolean isInItsCurrency(TransactionView original) {
        String currency = reversal.fields().text(CURRENCY);
        return currency.isEmpty()
                || original.request()
                        .amount()
                        .filter(asked -> !currency.equals(asked.currency().numeric()))
                        .isEmpty();
    }
}

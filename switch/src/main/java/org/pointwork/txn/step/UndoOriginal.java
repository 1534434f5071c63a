package org.pointwork.txn.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pointwork.journal.JournalReader.OriginalKey;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.journal.TransactionView;
import org.pointwork.journal.Use;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Digits;
import org.pointwork.model.Leg;
import org.pointwork.model.ResponseCode;
import org.pointwork.model.TxnState;
import org.pointwork.txn.Endings;
import org.pointwork.txn.Reversals;
import org.pointwork.txn.Settlements;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/**
 * Undoes the transaction that a reversal names. The reversal of an approval is stored before the terminal is thanked;
 * undoing twice is undoing once; an original that has not come yet is refused when it comes.
 */
public final class UndoOriginal extends Step {
    private static final int ORIGINAL_ELEMENTS = 90;
    private static final int REPLACEMENT_AMOUNTS = 95;
    private static final int AMOUNT_DIGITS = 12;
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    protected Decision act(Txn txn) {
        CardMessage reversal = txn.request();
        if (reversal.fields().has(REPLACEMENT_AMOUNTS) && kept(reversal).isEmpty()) {
            return refuse(ResponseCode.FORMAT_ERROR, "DE 95 does not begin with an amount");
        }
        Optional<Long> keptMinor = kept(reversal).filter(minor -> minor > 0);
        if (reversal.trace().terminalId().isEmpty() || key(reversal).isEmpty()) {
            return refuse(ResponseCode.FORMAT_ERROR, "the original cannot be found without DE 41 and DE 90 or DE 37");
        }
        OriginalMatch match =
                new OriginalMatch(reversal, reversal.pan().map(services().vault()::pseudonym));
        List<TransactionView> originals = originals(txn, match);
        if (originals.isEmpty() && keptMinor.isPresent()) {
            return refuse(ResponseCode.ORIGINAL_NOT_FOUND, "a part is reversed of what never came");
        }
        if (originals.isEmpty()) {
            originals = rememberAndLookAgain(txn, match);
        }
        if (originals.size() > 1) {
            return refuse(ResponseCode.ORIGINAL_NOT_FOUND, "several with its DE 37 can be meant");
        }
        Optional<TransactionView> original = originals.stream().findFirst();
        if (original.filter(view -> view.state() == TxnState.FORWARDED).isPresent()) {
            txn.fallSilent("original-under-way"); // thanked now, it could still be approved; asked again, it cannot
            return DONE;
        }
        if (!original.stream().allMatch(match::isOfItsCard)) {
            return refuse(ResponseCode.ORIGINAL_NOT_FOUND, "the original is of another card");
        }
        if (!original.stream().allMatch(match::isInItsCurrency)) {
            return refuse(ResponseCode.INVALID_TRANSACTION, "DE 49 is not the original's");
        }
        if (keptMinor.isEmpty() && !original.stream().allMatch(match::hasItsAmount)) {
            return refuse(ResponseCode.WRONG_ORIGINAL_AMOUNT, "DE 4 is neither asked for nor approved");
        }
        Optional<TransactionView> standing = original.filter(UndoOriginal::stands);
        if (standing.isPresent()
                && keptMinor.filter(kept -> kept >= movedMinor(standing.get())).isPresent()) {
            return refuse(ResponseCode.INVALID_AMOUNT, "DE 95 leaves no less than there was");
        }
        standing.ifPresent(view -> undo(txn, view, keptMinor));
        txn.answer(reversal.answer(ResponseCode.APPROVED)); // what is declined or being reversed needs nothing more
        return NEXT;
    }

    /** Money moved, or will: an advice that the issuer has not heard yet is sent until it has. */
    private static boolean stands(TransactionView original) {
        return original.state() == TxnState.APPROVED
                || original.state() == TxnState.UNKNOWN
                        && original.request().kind().startsWith("ADVICE/");
    }

    /** DE 95 (ISO 8583:1987, 4.3.95): its first twelve digits are what the transaction really came to. */
    private static Optional<Long> kept(CardMessage reversal) {
        String amounts = reversal.fields().text(REPLACEMENT_AMOUNTS);
        return amounts.length() >= AMOUNT_DIGITS && Digits.only(amounts.substring(0, AMOUNT_DIGITS))
                ? Optional.of(Long.parseLong(amounts.substring(0, AMOUNT_DIGITS)))
                : Optional.empty();
    }

    private static long movedMinor(TransactionView original) {
        return original.approvedMinor()
                .or(() -> original.request().amount().map(Amount::minor))
                .orElse(0L);
    }

    /** One that is still under way is waited for. */
    private List<TransactionView> originals(Txn txn, OriginalMatch match) {
        List<TransactionView> found = find(txn, match);
        if (found.size() != 1 || found.getFirst().state() != TxnState.FORWARDED) {
            return found;
        }
        RequestRow request = found.getFirst().request();
        services()
                .inFlight()
                .await(
                        request.txnId(),
                        services().partner(request.destination()).timeout().plus(GRACE));
        return find(txn, match);
    }

    private List<TransactionView> find(Txn txn, OriginalMatch match) {
        return match.likeliest(services()
                .journal()
                .reader()
                .originals(
                        txn.arrival().door().acquirer(),
                        txn.request().trace().terminalId(),
                        key(txn.request()).orElseThrow()));
    }

    /** The original may be claimed between looking and remembering; whoever is second sees the other. */
    private List<TransactionView> rememberAndLookAgain(Txn txn, OriginalMatch match) {
        services()
                .journal()
                .rememberReversal(
                        txn.arrival().door().acquirer(),
                        txn.request().trace().terminalId(),
                        key(txn.request()).orElseThrow());
        return originals(txn, match);
    }

    private void undo(Txn txn, TransactionView original, Optional<Long> keptMinor) {
        var now = services().clock().instant();
        Leg whole = services()
                .reversals()
                .leg(
                        original.request(),
                        original.approvedMinor(),
                        original.answer()
                                .map(StoredAnswer::elements)
                                .orElse(Map.of())
                                .getOrDefault(38, ""),
                        txn.request().pan().map(pan -> services()
                                .vault()
                                .seal(pan, original.request().txnId())),
                        now);
        Leg leg = keptMinor.map(kept -> Reversals.keeping(whole, kept)).orElse(whole);
        services()
                .journal()
                .settle(Settlements.reversing(original.request(), leg, keptMinor, now)
                        .using(held(original)));
        services().legNews().stored(leg.destination());
    }

    private List<Use> held(TransactionView original) {
        List<Use> held = services().risk().velocity().held(original.request(), original.approvedMinor());
        boolean stoodIn =
                original.events().stream().anyMatch(event -> event.link().equals(Endings.STAND_IN));
        return stoodIn
                ? Stream.concat(
                                held.stream(),
                                services().standIn().held(original.request(), original.approvedMinor()).stream())
                        .toList()
                : held;
    }

    /** DE 90: MTI 4, STAN 6, transmission time 10, institutions 11 and 11; without it, the RRN has to do. */
    private static Optional<OriginalKey> key(CardMessage reversal) {
        String elements = reversal.fields().text(ORIGINAL_ELEMENTS);
        String rrn = reversal.trace().rrn();
        if (elements.length() >= 20) {
            return Optional.of(new OriginalKey.ByTrace(
                    elements.substring(0, 4), elements.substring(4, 10), elements.substring(10, 20), rrn));
        }
        return rrn.isEmpty()
                ? Optional.empty()
                : Optional.of(new OriginalKey.ByRrn(rrn, reversal.trace().stan()));
    }
}

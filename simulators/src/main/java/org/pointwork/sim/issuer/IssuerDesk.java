package org.pointwork.sim.issuer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.ResponseCode;

/** Decides every request, and never the same one twice. Knows no bytes and no sockets; {@link Teller} knows the money. */
final class IssuerDesk {
    private final Reconciliations reconciliations;
    private final CardCheck cards;
    private final IssuerLedger ledger = new IssuerLedger();
    private final Memory memory;
    private final Teller teller;

    IssuerDesk(CardCheck cards, int mostRemembered, FaultPlan faults) {
        this.reconciliations = new Reconciliations(faults);
        this.cards = cards;
        this.memory = new Memory(mostRemembered);
        this.teller = new Teller(ledger, memory);
    }

    /** @param request a message that asks for an answer, but for network management, which moves nothing */
    Decision decide(CardMessage request) {
        return switch (request.kind()) {
            case Kind.Network _, Kind.FileAction _, Kind.Unserved _ ->
                Decision.now(request.answer(ResponseCode.INVALID_TRANSACTION));
            case Kind.Reversal _ -> Decision.now(reverse(request));
            case Kind.Reconciliation _ -> Decision.now(reconciliations.answer(request));
            case Kind.Authorization _, Kind.Financial _, Kind.Advice _ -> transact(request, cards.refuses(request));
        };
    }

    synchronized LedgerTotals totals() {
        return ledger.totals();
    }

    /** Whether both sides of the books come to the same. */
    synchronized boolean balances() {
        return ledger.cardsPostedMinor() == ledger.totals().postedMinor();
    }

    /** An advice of the past: never declined, done once, and remembered where its original is not known yet. */
    private synchronized CardMessage reverse(CardMessage reversal) {
        Optional<String> original = Keys.originalOf(reversal);
        if (original.isEmpty()) {
            return reversal.answer(ResponseCode.FORMAT_ERROR);
        }
        Optional<Memory.Seen> seen = memory.find(original.get());
        if (seen.isEmpty()) {
            memory.rememberUndone(original.get());
        }
        seen.flatMap(Memory.Seen::booking).ifPresent(booking -> ledger.undo(booking, replacementMinor(reversal)));
        return reversal.answer(ResponseCode.APPROVED);
    }

    /** DE 95 (ISO 8583:1987, 4.3.95): the first twelve digits are what the transaction really came to. */
    private static long replacementMinor(CardMessage reversal) {
        String de95 = reversal.fields().text(95);
        return de95.matches("[0-9]{12}.*") ? Long.parseLong(de95.substring(0, 12)) : 0;
    }

    private synchronized Decision transact(CardMessage request, Optional<String> refusal) {
        Optional<Memory.Seen> seen = memory.find(Keys.duplicate(request));
        if (seen.isPresent()) {
            boolean same = seen.get().content().equals(content(request))
                    && seen.get().booking().filter(Booking::isReversed).isEmpty();
            return Decision.now(same ? seen.get().answer() : request.answer(ResponseCode.DUPLICATE));
        }
        CentsFault fault = CentsFault.of(request);
        Verdict verdict = wasUndone(request)
                ? Verdict.refused(ResponseCode.DUPLICATE)
                : refusal.map(Verdict::refused).orElseGet(() -> teller.judge(request, fault));
        CardMessage answer = teller.answer(request, verdict);
        if (answer.approves()) {
            cards.changePin(request);
        }
        memory.remember(new Memory.Seen(content(request), answer, verdict.booking(), keys(request, answer)));
        return new Decision(answer, Decision.Delivery.of(fault));
    }

    private boolean wasUndone(CardMessage request) {
        return memory.wasUndone(Keys.original(request))
                || Keys.reference(request).filter(memory::wasUndone).isPresent();
    }

    private static List<String> keys(CardMessage request, CardMessage answer) {
        List<String> keys = new ArrayList<>();
        keys.add(Keys.duplicate(request));
        keys.add(Keys.original(request));
        Keys.reference(request).ifPresent(keys::add);
        if (Teller.isHold(request.kind())) {
            Keys.holdByAuthCode(request, answer.fields().text(38)).ifPresent(keys::add);
            Keys.holdByReference(request).ifPresent(keys::add);
        }
        return keys;
    }

    private static String content(CardMessage request) {
        Fields fields = request.fields();
        return request.pan().map(pan -> pan.digits()).orElse("")
                + '|'
                + fields.text(3)
                + '|'
                + fields.text(4)
                + '|'
                + fields.text(49);
    }
}

package org.pointwork.txn.step;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.pointwork.journal.HotCard;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.HotCards;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/**
 * Adds, changes, removes or shows an entry of the list of hot cards (0300/0302; ISO 8583:1987, 4.3.91, 4.3.101). Doing one
 * twice is doing it once, so a repeat needs no claim.
 *
 * <pre>
 *  DE 2    the card
 *  DE 73   the last day that it is refused, YYMMDD; for good where absent
 *  DE 91   1 add, 2 change, 3 remove, 5 show
 *  DE 101  HOTCARDS
 *  DE 120  the code that refuses it: 04 pick up, 41 lost, 43 stolen; in the answer to 5 as well
 * </pre>
 */
public final class UpdateHotCards extends Step {
    private static final int UNTIL = 73;
    private static final int ACTION = 91;
    private static final int FILE_NAME = 101;
    private static final int RECORD = 120;
    private static final String FILE = "HOTCARDS";
    private static final Set<String> CODES =
            Set.of(ResponseCode.PICK_UP, ResponseCode.LOST_CARD, ResponseCode.STOLEN_CARD);
    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd");

    @Override
    protected Decision act(Txn txn) {
        CardMessage request = txn.request();
        Optional<HotCards> cards = services()
                .risk()
                .hotCards()
                .filter(list -> list.mayBeChangedBy(txn.arrival().door().name()));
        if (cards.isEmpty()) {
            return refuse(ResponseCode.NOT_PERMITTED_TO_TERMINAL, "no file actions at this door");
        }
        if (!request.fields().text(FILE_NAME).strip().equals(FILE)) {
            return refuse(ResponseCode.FORMAT_ERROR, "DE 101 names no file that is kept here");
        }
        Optional<Pan> pan = request.pan().filter(Pan::isPossible);
        if (pan.isEmpty()) {
            return refuse(ResponseCode.INVALID_CARD, "the card number cannot be one");
        }
        return act(txn, cards.get(), services().vault().pseudonym(pan.get()));
    }

    private static Decision act(Txn txn, HotCards cards, byte[] panToken) {
        Fields fields = txn.request().fields();
        return switch (fields.text(ACTION)) {
            case "1", "2" -> put(txn, cards, panToken, fields.text(ACTION).equals("1"));
            case "3" -> changed(txn, cards, cards.store().remove(panToken));
            case "5" -> show(txn, cards.store().find(panToken));
            default -> refuse(ResponseCode.FORMAT_ERROR, "DE 91 is no file action");
        };
    }

    private static Decision put(Txn txn, HotCards cards, byte[] panToken, boolean adds) {
        Fields fields = txn.request().fields();
        String code = fields.text(RECORD).strip();
        if (!CODES.contains(code)) {
            return refuse(ResponseCode.FORMAT_ERROR, "DE 120 is none of " + CODES);
        }
        Optional<LocalDate> until;
        try {
            until = fields.has(UNTIL) ? Optional.of(LocalDate.parse(fields.text(UNTIL), YYMMDD)) : Optional.empty();
        } catch (DateTimeException e) {
            return refuse(ResponseCode.FORMAT_ERROR, "DE 73 is not YYMMDD");
        }
        if (adds) {
            cards.store().put(panToken, code, until);
            return changed(txn, cards, true);
        }
        return changed(txn, cards, cards.store().change(panToken, code, until));
    }

    private static Decision changed(Txn txn, HotCards cards, boolean found) {
        cards.refresh();
        txn.answer(txn.request().answer(found ? ResponseCode.APPROVED : ResponseCode.ORIGINAL_NOT_FOUND));
        return NEXT;
    }

    private static Decision show(Txn txn, Optional<HotCard> card) {
        CardMessage answer =
                txn.request().answer(card.isPresent() ? ResponseCode.APPROVED : ResponseCode.ORIGINAL_NOT_FOUND);
        Fields.Editor fields = answer.fields().edit();
        card.ifPresent(entry -> fields.set(RECORD, entry.code()));
        card.flatMap(HotCard::until).ifPresent(last -> fields.set(UNTIL, YYMMDD.format(last)));
        txn.answer(answer.with(fields.done()));
        return NEXT;
    }
}

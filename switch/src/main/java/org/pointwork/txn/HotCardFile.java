package org.pointwork.txn;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.pointwork.journal.HotCard;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.security.CardVault;

/**
 * Adds, changes, removes or shows an entry of the list of hot cards (0300/0302; ISO 8583:1987, 4.3.91, 4.3.101), whoever
 * asks. Doing one twice is doing it once, so a repeat needs no claim.
 *
 * <pre>
 *  DE 2    the card
 *  DE 73   the last day that it is refused, YYMMDD; for good where absent
 *  DE 91   1 add, 2 change, 3 remove, 5 show
 *  DE 101  HOTCARDS
 *  DE 120  the code that refuses it: 04 pick up, 41 lost, 43 stolen; in the answer to 5 as well
 * </pre>
 */
public record HotCardFile(HotCards cards, CardVault vault) {
    private static final int UNTIL = 73;
    private static final int ACTION = 91;
    private static final int FILE_NAME = 101;
    private static final int RECORD = 120;
    private static final String FILE = "HOTCARDS";
    private static final Set<String> CODES =
            Set.of(ResponseCode.PICK_UP, ResponseCode.LOST_CARD, ResponseCode.STOLEN_CARD);
    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd");

    /** What came of it. */
    public sealed interface Done {}

    /** @param changes whether it asked for a change: others may want to know */
    public record Answered(CardMessage answer, boolean changes) implements Done {}

    /** Nothing was done. */
    public record Refused(Refusal refusal) implements Done {}

    public Done act(CardMessage request) {
        if (!request.fields().text(FILE_NAME).strip().equals(FILE)) {
            return refused(ResponseCode.FORMAT_ERROR, "DE 101 names no file that is kept here");
        }
        Optional<Pan> pan = request.pan().filter(Pan::isPossible);
        if (pan.isEmpty()) {
            return refused(ResponseCode.INVALID_CARD, "the card number cannot be one");
        }
        byte[] panToken = vault.pseudonym(pan.get());
        String action = request.fields().text(ACTION);
        return switch (action) {
            case "1", "2" -> put(request, panToken, action.equals("1"));
            case "3" -> changed(request, cards.store().remove(panToken));
            case "5" -> new Answered(shown(request, cards.store().find(panToken)), false);
            default -> refused(ResponseCode.FORMAT_ERROR, "DE 91 is no file action");
        };
    }

    private Done put(CardMessage request, byte[] panToken, boolean adds) {
        Fields fields = request.fields();
        String code = fields.text(RECORD).strip();
        if (!CODES.contains(code)) {
            return refused(ResponseCode.FORMAT_ERROR, "DE 120 is none of " + CODES);
        }
        Optional<LocalDate> until;
        try {
            until = fields.has(UNTIL) ? Optional.of(LocalDate.parse(fields.text(UNTIL), YYMMDD)) : Optional.empty();
        } catch (DateTimeException e) {
            return refused(ResponseCode.FORMAT_ERROR, "DE 73 is not YYMMDD");
        }
        if (adds) {
            cards.store().put(panToken, code, until);
            return changed(request, true);
        }
        return changed(request, cards.store().change(panToken, code, until));
    }

    private Done changed(CardMessage request, boolean found) {
        cards.refresh();
        return new Answered(request.answer(foundOrNot(found)), true);
    }

    private static CardMessage shown(CardMessage request, Optional<HotCard> card) {
        CardMessage answer = request.answer(foundOrNot(card.isPresent()));
        Fields.Editor fields = answer.fields().edit();
        card.ifPresent(entry -> fields.set(RECORD, entry.code()));
        card.flatMap(HotCard::until).ifPresent(last -> fields.set(UNTIL, YYMMDD.format(last)));
        return answer.with(fields.done());
    }

    private static String foundOrNot(boolean found) {
        return found ? ResponseCode.APPROVED : ResponseCode.ORIGINAL_NOT_FOUND;
    }

    private static Done refused(String code, String why) {
        return new Refused(new Refusal(code, why));
    }
}

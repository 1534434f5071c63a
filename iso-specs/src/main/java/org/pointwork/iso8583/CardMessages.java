package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Currency;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Mti;
import org.pointwork.model.Pan;
import org.pointwork.model.ProcessingCode;
import org.pointwork.model.Purpose;
import org.pointwork.model.Trace;

/** From elements by number to what they mean (ISO 8583:1987, clause 4.3). Never throws: of a half-read or impossible element nothing is made. */
public final class CardMessages {
    private static final String VERIFICATION_CONDITION = "51"; // DE 25: verify the account, authorize nothing

    private CardMessages() {}

    public static CardMessage of(Mti mti, Fields fields) {
        ProcessingCode code = code(fields.text(3));
        return new CardMessage(
                mti, Kind.of(mti, purpose(code, fields)), code, pan(fields), amount(fields), trace(fields), fields);
    }

    /** DE 3 says it, but for a purchase of nothing by which an account is verified. */
    private static Purpose purpose(ProcessingCode code, Fields fields) {
        Purpose purpose = code.purpose();
        return purpose == Purpose.PURCHASE && fields.text(25).equals(VERIFICATION_CONDITION)
                ? Purpose.ACCOUNT_VERIFICATION
                : purpose;
    }

    private static ProcessingCode code(String digits) {
        return digits.length() == 6 && Digits.only(digits) ? new ProcessingCode(digits) : ProcessingCode.NONE;
    }

    /** DE 2, else the number at the head of track 2 (ISO/IEC 7813): a chip or swipe terminal may send only that. */
    private static Optional<Pan> pan(Fields fields) {
        String digits = fields.has(2) ? fields.text(2) : Track2.pan(fields.text(35));
        return Pan.isPan(digits) ? Optional.of(new Pan(digits)) : Optional.empty();
    }

    private static Optional<Amount> amount(Fields fields) {
        String digits = fields.text(4);
        return digits.length() == 12 && Digits.only(digits)
                ? Currency.of(fields.text(49)).map(currency -> new Amount(Long.parseLong(digits), currency))
                : Optional.empty();
    }

    private static Trace trace(Fields fields) {
        return new Trace(
                fields.text(7),
                fields.text(11),
                fields.text(12),
                fields.text(13),
                fields.text(32),
                fields.text(37).strip(),
                fields.text(41).strip());
    }
}

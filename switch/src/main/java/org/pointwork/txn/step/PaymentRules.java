package org.pointwork.txn.step;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Purpose;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.PinBlocks;

/** What the elements of a payment have to say of one another, by what it asks for (ISO 8583:1987, 4.3). */
final class PaymentRules {
    private static final Pattern NEW_PIN = Pattern.compile("[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}");
    private static final int SETTLEMENT_AMOUNT = 5;
    private static final int BILLING_AMOUNT = 6;
    private static final int SETTLEMENT_RATE = 9;
    private static final int BILLING_RATE = 10;
    private static final int SETTLEMENT_CURRENCY = 50;
    private static final int BILLING_CURRENCY = 51;
    private static final int ADDITIONAL_AMOUNTS = 54;

    private PaymentRules() {}

    /** Why not, nothing where they agree. The amount is there where the purpose moves money. */
    static Optional<Refusal> refusal(CardMessage request, Purpose purpose) {
        Optional<Refusal> refusal = amount(request, purpose);
        if (refusal.isEmpty()) {
            refusal = switch (purpose) {
                case PURCHASE_WITH_CASHBACK -> cashback(request);
                case PIN_CHANGE -> pinChange(request.fields());
                case PURCHASE,
                        CASH,
                        REFUND,
                        DEPOSIT,
                        BALANCE_INQUIRY,
                        ACCOUNT_VERIFICATION,
                        MINI_STATEMENT,
                        TRANSFER,
                        OTHER -> Optional.empty();
            };
        }
        return refusal.isEmpty() ? conversion(request.fields()) : refusal;
    }

    private static Optional<Refusal> amount(CardMessage request, Purpose purpose) {
        long minor = request.amount().map(Amount::minor).orElse(0L);
        if (purpose.direction().movesMoney() && minor == 0) {
            return refused(ResponseCode.INVALID_AMOUNT, "the amount is zero");
        }
        return purpose == Purpose.ACCOUNT_VERIFICATION && minor > 0
                ? refused(ResponseCode.INVALID_AMOUNT, "a verification has an amount")
                : Optional.empty();
    }

    /** DE 54 says how much of DE 4 is cash. */
    private static Optional<Refusal> cashback(CardMessage request) {
        if (!request.fields().has(ADDITIONAL_AMOUNTS)) {
            return format("DE 54 is missing");
        }
        Amount total = request.amount().orElseThrow();
        Optional<Long> cash = AdditionalAmounts.cashMinor(request.fields().text(ADDITIONAL_AMOUNTS), total.currency());
        if (cash.isEmpty()) {
            return format("DE 54 has no cash amount in the currency of DE 49");
        }
        return cash.get() == 0 || cash.get() > total.minor()
                ? refused(ResponseCode.INVALID_AMOUNT, "the cash in DE 54 is no part of DE 4")
                : Optional.empty();
    }

    private static Optional<Refusal> pinChange(Fields fields) {
        if (!fields.has(PinBlocks.CURRENT)) {
            return format("DE 52 is missing");
        }
        return NEW_PIN.matcher(fields.text(PinBlocks.NEW)).matches()
                ? Optional.empty()
                : format("DE 125 is no PIN block");
    }

    /** An amount in another currency has that currency, and a rate has what it made. */
    private static Optional<Refusal> conversion(Fields fields) {
        return converted(fields, SETTLEMENT_AMOUNT, SETTLEMENT_RATE, SETTLEMENT_CURRENCY)
                .or(() -> converted(fields, BILLING_AMOUNT, BILLING_RATE, BILLING_CURRENCY));
    }

    private static Optional<Refusal> converted(Fields fields, int amount, int rate, int currency) {
        if (fields.has(amount) && !fields.has(currency)) {
            return format("DE " + currency + " is missing");
        }
        if (!fields.has(rate)) {
            return Optional.empty();
        }
        if (!fields.has(amount)) {
            return format("DE " + amount + " is missing");
        }
        return isRate(fields.text(rate)) ? Optional.empty() : format("DE " + rate + " is no conversion rate");
    }

    /** Where the decimal point stands, counted from the right, then seven digits (ISO 8583:1987, 4.3.9). */
    private static boolean isRate(String digits) {
        return Digits.only(digits)
                && digits.charAt(0) <= '7'
                && !digits.substring(1).chars().allMatch(digit -> digit == '0');
    }

    private static Optional<Refusal> format(String why) {
        return refused(ResponseCode.FORMAT_ERROR, why);
    }

    private static Optional<Refusal> refused(String code, String why) {
        return Optional.of(new Refusal(code, why));
    }
}

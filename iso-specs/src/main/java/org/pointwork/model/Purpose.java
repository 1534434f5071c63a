package org.pointwork.model;

/** The first two digits of DE 3 (ISO 8583:1987, 4.3.3), and which way the cardholder's money moves. */
public enum Purpose {
    PURCHASE("00", Direction.DEBIT),
    CASH("01", Direction.DEBIT),
    PURCHASE_WITH_CASHBACK("09", Direction.DEBIT),
    REFUND("20", Direction.CREDIT),
    DEPOSIT("21", Direction.CREDIT),
    BALANCE_INQUIRY("31", Direction.NONE),
    /** Whether the account is good: nothing is held, and the amount is zero. */
    ACCOUNT_VERIFICATION("33", Direction.NONE),
    MINI_STATEMENT("38", Direction.NONE),
    /** Between accounts of the same cardholder, from the one in DE 3 to the other. */
    TRANSFER("40", Direction.WITHIN),
    PIN_CHANGE("92", Direction.NONE),
    /** All else, so it must be the last. */
    OTHER("", Direction.NONE);

    /** Seen from the cardholder's account. */
    public enum Direction {
        DEBIT,
        CREDIT,
        /** Money moves, and the cardholder has as much as before. */
        WITHIN,
        NONE;

        /** Whether an amount is asked for, and silence leaves money in doubt. */
        public boolean movesMoney() {
            return this != NONE;
        }
    }

    private static final Purpose[] ALL = values(); // values() copies at every call

    private final String code;
    private final Direction direction;

    Purpose(String code, Direction direction) {
        this.code = code;
        this.direction = direction;
    }

    /** @param processingCode DE 3, or its beginning */
    public static Purpose of(String processingCode) {
        for (Purpose purpose : ALL) {
            if (processingCode.startsWith(purpose.code)) {
                return purpose;
            }
        }
        return OTHER;
    }

    /** @param kindLabel of a payment, as {@link Kind#label} */
    public static Purpose labelled(String kindLabel) {
        return valueOf(kindLabel.substring(kindLabel.indexOf('/') + 1));
    }

    public Direction direction() {
        return direction;
    }
}

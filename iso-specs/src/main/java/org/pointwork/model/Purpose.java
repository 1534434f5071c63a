package org.pointwork.model;

/** The first two digits of DE 3 (ISO 8583:1987, 4.3.3), and which way the cardholder's money moves. */
public enum Purpose {
    PURCHASE("00", Direction.DEBIT),
    CASH("01", Direction.DEBIT),
    PURCHASE_WITH_CASHBACK("09", Direction.DEBIT),
    REFUND("20", Direction.CREDIT),
    DEPOSIT("21", Direction.CREDIT),
    BALANCE_INQUIRY("31", Direction.NONE),
    /** All else, so it must be the last. */
    OTHER("", Direction.NONE);

    /** Seen from the cardholder's account. */
    public enum Direction {
        DEBIT,
        CREDIT,
        NONE
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

    public Direction direction() {
        return direction;
    }
}

package org.pointwork.model;

/** What a message is, from its MTI and processing code: the switch treats each kind in its own way. */
public sealed interface Kind {
    /** 0100: the issuer promises the money and holds it; nothing is posted until a completion. */
    record Authorization(Purpose purpose) implements Kind {}

    /** 0200: authorized and posted in one. */
    record Financial(Purpose purpose) implements Kind {}

    /**
     * 0120/0220: it has happened; the issuer is told, and told again until it has heard.
     *
     * @param posts whether money is posted by it (0220); an authorization that somebody else gave (0120) is a hold
     */
    record Advice(Purpose purpose, boolean posts) implements Kind {}

    /** 0400/0420: undo an original; never declined on business grounds. */
    record Reversal() implements Kind {}

    /** 0300/0302: change a file that the switch keeps, such as its list of hot cards. */
    record FileAction() implements Kind {}

    /** 0500/0520: what a business day came to, held against our own totals. */
    record Reconciliation() implements Kind {}

    /** 0800: sign-on, echo, keys, cutover. */
    record Network() implements Kind {}

    /** A message that asks for something this switch does not serve. */
    record Unserved() implements Kind {}

    /** @param purpose of a payment; of no interest for any other message */
    static Kind of(Mti mti, Purpose purpose) {
        if (mti.isFileAction()) {
            return new FileAction();
        }
        if (mti.digits().charAt(3) > '1') {
            return new Unserved(); // from an issuer or another origin than an acquirer: none comes in by a door
        }
        return switch (mti.number() / 10 % 100) {
            case 10 -> new Authorization(purpose);
            case 20 -> new Financial(purpose);
            case 12 -> new Advice(purpose, false);
            case 22 -> new Advice(purpose, true);
            case 40, 42 -> new Reversal();
            case 50, 52 -> new Reconciliation();
            case 80, 82 -> new Network();
            default -> new Unserved();
        };
    }

    /** The name under which the journal keeps it. */
    default String label() {
        return switch (this) {
            case Authorization(var purpose) -> "AUTHORIZATION/" + purpose;
            case Financial(var purpose) -> "FINANCIAL/" + purpose;
            case Advice(var purpose, boolean _) -> "ADVICE/" + purpose;
            case Reversal() -> "REVERSAL";
            case FileAction() -> "FILE_ACTION";
            case Reconciliation() -> "RECONCILIATION";
            case Network() -> "NETWORK";
            case Unserved() -> "UNSERVED";
        };
    }

    /** What is asked for, {@link Purpose#OTHER} of what is no payment. */
    default Purpose purpose() {
        return switch (this) {
            case Authorization(var purpose) -> purpose;
            case Financial(var purpose) -> purpose;
            case Advice(var purpose, boolean _) -> purpose;
            case Reversal _, FileAction _, Reconciliation _, Network _, Unserved _ -> Purpose.OTHER;
        };
    }

    /** Posted to the cardholder's account once approved: +1 a debit, -1 a credit, 0 a hold, an inquiry or an undoing. */
    default int postedSign() {
        return switch (this) {
            case Financial(var purpose) -> sign(purpose);
            case Advice(var purpose, boolean posts) -> posts ? sign(purpose) : 0;
            case Authorization _, Reversal _, FileAction _, Reconciliation _, Network _, Unserved _ -> 0;
        };
    }

    private static int sign(Purpose purpose) {
        return switch (purpose.direction()) {
            case DEBIT -> 1;
            case CREDIT -> -1;
            case WITHIN, NONE -> 0;
        };
    }
}

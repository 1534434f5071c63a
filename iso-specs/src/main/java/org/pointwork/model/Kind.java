package org.pointwork.model;

/** What a message is, from its MTI and processing code: the switch treats each kind in its own way. */
public sealed interface Kind {
    /** 0100: the issuer promises the money and holds it; nothing is posted until a completion. */
    record Authorization(Purpose purpose) implements Kind {}

    /** 0200: authorized and posted in one. */
    record Financial(Purpose purpose) implements Kind {}

    /** 0120/0220: it has happened; the issuer is told, and told again until it has heard. */
    record Advice(Purpose purpose) implements Kind {}

    /** 0400/0420: undo an original; never declined on business grounds. */
    record Reversal() implements Kind {}

    /** 0800: sign-on, echo, keys, cutover. */
    record Network() implements Kind {}

    /** A message that asks for something this switch does not serve. */
    record Unserved() implements Kind {}

    static Kind of(Mti mti, ProcessingCode code) {
        if (mti.digits().charAt(3) > '1') {
            return new Unserved(); // from an issuer or another origin than an acquirer: none comes in by a door
        }
        Purpose purpose = code.purpose();
        return switch (mti.number() / 10 % 100) {
            case 10 -> new Authorization(purpose);
            case 20 -> new Financial(purpose);
            case 12, 22 -> new Advice(purpose);
            case 40, 42 -> new Reversal();
            case 80, 82 -> new Network();
            default -> new Unserved();
        };
    }

    /** The name under which the journal keeps it. */
    default String label() {
        return switch (this) {
            case Authorization(var purpose) -> "AUTHORIZATION/" + purpose;
            case Financial(var purpose) -> "FINANCIAL/" + purpose;
            case Advice(var purpose) -> "ADVICE/" + purpose;
            case Reversal() -> "REVERSAL";
            case Network() -> "NETWORK";
            case Unserved() -> "UNSERVED";
        };
    }

    /** Posted to the cardholder's account once approved: +1 a debit, -1 a credit, 0 a hold, an inquiry or an undoing. */
    default int postedSign() {
        return switch (this) {
            case Financial(var purpose) -> sign(purpose);
            case Advice(var purpose) -> sign(purpose);
            case Authorization _, Reversal _, Network _, Unserved _ -> 0;
        };
    }

    private static int sign(Purpose purpose) {
        return switch (purpose.direction()) {
            case DEBIT -> 1;
            case CREDIT -> -1;
            case NONE -> 0;
        };
    }
}

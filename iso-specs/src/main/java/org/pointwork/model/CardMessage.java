package org.pointwork.model;

import java.util.Optional;

/**
 * A card message, decoded once at the edge: what the switch reasons about as typed values, everything as it came in
 * {@code fields}. What it prints is fit for a log.
 *
 * @param pan from DE 2, else from track 2
 * @param amount DE 4 in the currency of DE 49
 */
public record CardMessage(
        Mti mti,
        Kind kind,
        ProcessingCode processingCode,
        Optional<Pan> pan,
        Optional<Amount> amount,
        Trace trace,
        Fields fields) {

    /** Elements an answer repeats from its request (ISO 8583:1987, 4.3). */
    private static final int[] ECHOED = {2, 3, 4, 7, 11, 12, 13, 14, 15, 22, 24, 25, 32, 33, 37, 41, 42, 49, 70};

    /** What must never come back or be kept: track data, PIN block, CVV carriers and the request's own MAC. */
    private static final int[] SENSITIVE = {35, 36, 45, 52, 64, 128};

    public String responseCode() {
        return fields.text(39);
    }

    public boolean approves() {
        return ResponseCode.approves(responseCode());
    }

    /** The plain answer to this message with a response code and nothing else of the issuer's. */
    public CardMessage answer(String responseCode) {
        Fields.Editor echoed = Fields.NONE.edit();
        for (int de : ECHOED) {
            echoed.copy(de, fields);
        }
        return with(
                mti.answer(),
                echoed.set(39, responseCode).later(fields.later().only(ECHOED)).done());
    }

    public CardMessage with(Mti otherMti, Fields otherFields) {
        return new CardMessage(otherMti, kind, processingCode, pan, amount, trace, otherFields);
    }

    public CardMessage with(Fields otherFields) {
        return with(mti, otherFields);
    }

    /** Without anything that may be used once and never kept. */
    public CardMessage withoutSensitive() {
        return with(fields.edit().drop(SENSITIVE).later(Later.NOTHING).done());
    }

    @Override
    public String toString() {
        return mti + " " + kind.label() + " stan=" + trace.stan()
                + pan.map(p -> " pan=" + p.masked()).orElse("")
                + amount.map(a -> " amount=" + a).orElse("");
    }
}

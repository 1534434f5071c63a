package org.pointwork.sim.issuer;

import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Trace;

/** The names under which a transaction is found again: as a duplicate, as an original, as a hold. */
final class Keys {
    private static final int DE_90_LENGTH = 42;

    private Keys() {}

    /** Equal for a request, its exact duplicates and its repeats (DE 32, 41, 11, 12+13 or 7, 37 and the class). */
    static String duplicate(CardMessage request) {
        Trace trace = request.trace();
        return String.join(
                "|",
                "same",
                request.mti().duplicateClass(),
                trace.acquirerId(),
                trace.terminalId(),
                trace.stan(),
                trace.when(),
                trace.rrn());
    }

    /** As a reversal's DE 90 (ISO 8583:1987, 4.3.90) will name it. */
    static String original(CardMessage request) {
        Trace trace = request.trace();
        return original(request.mti().digits(), trace.stan(), trace.transmittedAt(), trace.terminalId());
    }

    static Optional<String> reference(CardMessage message) {
        String rrn = message.trace().rrn();
        String terminal = message.trace().terminalId();
        return rrn.isEmpty() ? Optional.empty() : Optional.of("rrn|" + rrn + '|' + terminal);
    }

    /** The original that a reversal means: by DE 90 where it has one, else by DE 37 and 41. */
    static Optional<String> originalOf(CardMessage reversal) {
        String de90 = reversal.fields().text(90);
        return de90.length() == DE_90_LENGTH
                ? Optional.of(original(
                        de90.substring(0, 4),
                        de90.substring(4, 10),
                        de90.substring(10, 20),
                        reversal.trace().terminalId()))
                : reference(reversal);
    }

    static Optional<String> holdByAuthCode(CardMessage message, String authCode) {
        return authCode.isBlank()
                ? Optional.empty()
                : message.pan().map(pan -> "auth|" + pan.digits() + '|' + authCode);
    }

    static Optional<String> holdByReference(CardMessage message) {
        String rrn = message.trace().rrn();
        return rrn.isEmpty() ? Optional.empty() : message.pan().map(pan -> "hold|" + pan.digits() + '|' + rrn);
    }

    /** Class and not MTI: DE 90 may name a repeat of what we saw first, or the other way round. */
    private static String original(String mti, String stan, String transmittedAt, String terminalId) {
        return String.join("|", "orig", mti.substring(1, 3), stan, transmittedAt, terminalId);
    }
}

package org.pointwork.hsm.card;

import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion.Script;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.PinChange;

/** What is refused before any key is touched. Messages state the rule and never what was given. */
public final class CardRules {
    private static final int LEAST_PAN = 8;
    private static final int MOST_PAN = 19;
    private static final int CRYPTOGRAM = 8;
    private static final int UNPREDICTABLE = 4;
    private static final String UNPREDICTABLE_RULE = "an unpredictable number has 4 bytes";
    /** More than any version's data, counters and issuer data included. */
    private static final int MOST_DATA = 256;
    /** A command with the longest data (ISO 7816-4), counter and cryptogram between. */
    private static final int MOST_COMMAND = 5 + 10 + 255;

    private static final int MOST_TRACK = 128;
    private static final int RESPONSE_CODE = 2;
    private static final int STATUS_UPDATE = 4;
    private static final int MOST_PROPRIETARY = 8;
    private static final int MOST_ATC = 0xFFFF;

    private CardRules() {}

    /** For CVV, iCVV and CVV2. */
    public static void require(CvvKey key, CardCode over) {
        requirePan(key.label(), over.panDigits());
    }

    /** For CVC3 and dCVV, and the digits that are to be verified. */
    public static void require(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        requireRole(key, Role.DYNAMIC_CODE);
        requirePan(key.label(), card.panDigits());
        require(over.atc() >= 0 && over.atc() <= MOST_ATC, Fault.FORMAT, key.label(), "a counter is 0 to 65535");
        switch (over.kind()) {
            case CVC3 -> {
                requireLength(over.track().length, 1, MOST_TRACK, key.label(), "track data for CVC3 is 1 to 128 bytes");
                requireLength(over.unpredictable().length, UNPREDICTABLE, key.label(), UNPREDICTABLE_RULE);
                requireCode(key.label(), digits, CodeData.STATIC_DIGITS, CodeData.CVC3_DIGITS);
            }
            case DCVV -> {
                requireLength(over.track().length, 7, key.label(), "dCVV is over expiry and service code, 7 digits");
                requireDigits(over.track(), key.label(), "expiry and service code are digits");
                requireLength(over.unpredictable().length, 0, key.label(), "dCVV takes no unpredictable number");
                requireCode(key.label(), digits, CodeData.STATIC_DIGITS, CodeData.STATIC_DIGITS);
            }
        }
    }

    /** A code that is to be verified. */
    public static void requireCode(String label, byte[] digits, int least, int most) {
        requireLength(digits.length, least, most, label, "a code has " + least + " to " + most + " digits");
        requireDigits(digits, label, "a code is digits");
    }

    /** For a cryptogram, a script or a PIN of one. */
    public static void require(IssuerKey key, Role role, ChipCard card, ChipRequest request) {
        requireRole(key, role);
        requirePan(key.label(), card.panDigits());
        requireLength(request.cryptogram().length, CRYPTOGRAM, key.label(), "a cryptogram has 8 bytes");
        requireLength(request.unpredictable().length, UNPREDICTABLE, key.label(), UNPREDICTABLE_RULE);
        requireLength(request.data().length, 0, MOST_DATA, key.label(), "a cryptogram is over at most 256 bytes");
    }

    /** For a PIN of a script. */
    public static void require(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        require(key, Role.SCRIPT_DATA, card, request);
        requireRole(cryptogramKey, Role.CRYPTOGRAM);
        require(
                change.currentBlock().isEmpty() || request.version().script() != Script.MASTERCARD,
                Fault.FORMAT,
                key.label(),
                "a PIN block of format 2 has no place for a current PIN");
    }

    /** What an issuer's cryptogram is made over. */
    public static void require(IssuerKey key, ChipAnswer answer) {
        switch (answer) {
            case ChipAnswer.Method1 it ->
                requireLength(it.responseCode().length, RESPONSE_CODE, key.label(), "a response code has 2 bytes");
            case ChipAnswer.Method2 it -> {
                requireLength(it.statusUpdate().length, STATUS_UPDATE, key.label(), "a card status update has 4 bytes");
                requireLength(
                        it.proprietary().length,
                        0,
                        MOST_PROPRIETARY,
                        key.label(),
                        "proprietary authentication data is at most 8 bytes");
            }
        }
    }

    /** A command that is to be authenticated: at least a header. */
    public static void requireCommand(IssuerKey key, byte[] command) {
        requireLength(command.length, 4, MOST_COMMAND, key.label(), "a command is 4 to " + MOST_COMMAND + " bytes");
    }

    private static void requireRole(IssuerKey key, Role role) {
        require(
                key.role() == role,
                Fault.USAGE,
                key.label(),
                "a key for " + key.role().purpose() + " is not one for " + role.purpose());
    }

    private static void requirePan(String label, byte[] digits) {
        requireLength(digits.length, LEAST_PAN, MOST_PAN, label, "the PAN must be 8 to 19 digits");
        requireDigits(digits, label, "the PAN must be digits");
    }

    private static void requireDigits(byte[] digits, String label, String rule) {
        require(Digits.areDigits(digits), Fault.FORMAT, label, rule);
    }

    private static void requireLength(int length, int exactly, String label, String rule) {
        requireLength(length, exactly, exactly, label, rule);
    }

    private static void requireLength(int length, int least, int most, String label, String rule) {
        require(length >= least && length <= most, Fault.LENGTH, label, rule);
    }

    private static void require(boolean holds, Fault fault, String label, String rule) {
        if (!holds) {
            throw HsmException.refused(fault, label, rule);
        }
    }
}

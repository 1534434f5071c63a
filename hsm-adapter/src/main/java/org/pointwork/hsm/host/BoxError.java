package org.pointwork.hsm.host;

import static org.pointwork.hsm.HsmException.Fault.*;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;

/** What the error codes of the box mean to our callers. */
enum BoxError {
    NOT_VERIFIED("01", NOT_AUTHENTIC, "verification failed"),
    KEY_FOR_ALGORITHM("02", ALGORITHM, "the key's length is not one of the algorithm"),
    COMPONENTS("03", FORMAT, "wrong number of components"),
    KEY_TYPE_CODE("04", USAGE, "unknown key type code"),
    KEY_LENGTH_FLAG("05", LENGTH, "invalid key length flag"),
    SOURCE_PARITY("10", PARITY, "the first key has even parity, or is of another type than the command wants"),
    DESTINATION_PARITY("11", PARITY, "the second key has even parity, or is of another type than the command wants"),
    USER_STORAGE("12", Reason.KEY_MISSING, "user storage is empty"),
    LMK("13", "the box's local master key is missing or broken"),
    PIN_UNDER_LMK("14", Reason.BAD_PIN_BLOCK, "the PIN under the local master key is invalid"),
    INPUT("15", FORMAT, "invalid input data"),
    PRINTER("16", "a device of the box is not ready"),
    NOT_AUTHORISED("17", POLICY, "the box is not in the authorised state"),
    PIN_BLOCK("20", Reason.BAD_PIN_BLOCK, "the PIN block has no valid values"),
    STORAGE_INDEX("21", Reason.KEY_MISSING, "invalid index of user storage"),
    ACCOUNT("22", FORMAT, "invalid account number"),
    PIN_BLOCK_FORMAT("23", FORBIDDEN_TRANSLATION, "this PIN block format, or this pair of formats, is not allowed"),
    PIN_LENGTH("24", Reason.BAD_PIN_BLOCK, "the PIN has fewer than 4 or more than 12 digits"),
    DECIMALIZATION("25", FORMAT, "the decimalization table is too uniform"),
    KEY_SCHEME("26", FORMAT, "invalid key scheme"),
    KEY_LENGTH("27", LENGTH, "incompatible key length"),
    KEY_TYPE("28", USAGE, "the key is of another type"),
    NOT_PERMITTED("29", POLICY, "the box does not permit this with this key"),
    CHANGE_STORAGE("33", "the box's key change storage is corrupted"),
    FRAUD("39", POLICY, "the box has detected fraud"),
    FIRMWARE("40", "the box's firmware has a wrong checksum"),
    INTERNAL("41", "internal error of the box"),
    CIPHER_FAILED("42", "the box's cipher failed"),
    ALGORITHM_LICENCE("47", Reason.UNSUPPORTED, "the box has no licence for this algorithm"),
    KEY_SCHEME_NONE("65", POLICY, "the transaction key scheme is set to none"),
    COMMAND_LICENCE("67", Reason.UNSUPPORTED, "the box has no licence for this command"),
    COMMAND_DISABLED("68", Reason.UNSUPPORTED, "the command is disabled, or unknown to this box"),
    FORMAT_DISABLED("69", POLICY, "the PIN block format is disabled"),
    SINGLE_LENGTH("75", LENGTH, "single-length keys are not allowed"),
    DATA_LENGTH("80", LENGTH, "wrong length of data"),
    CHECK_VALUE_LENGTH("82", LENGTH, "wrong length of a check value"),
    BLOCK_FORMAT("83", FORMAT, "the key block is malformed"),
    BLOCK_CHECK_VALUE("84", Fault.CHECK_VALUE, "the key block's check value is another"),
    LMK_SCHEMES("A1", FORMAT, "key schemes of two kinds of local master key"),
    LMK_IDENTIFIERS("A2", POLICY, "keys under two local master keys"),
    BLOCK_LMK_IDENTIFIER("A3", POLICY, "the key block names another local master key"),
    BLOCK_AUTHENTICATION("A4", NOT_AUTHENTIC, "the key block is not authentic"),
    BLOCK_LENGTH("A5", LENGTH, "the key block's key has another length"),
    BLOCK_USAGE("A6", USAGE, "the key block's key usage is another"),
    BLOCK_ALGORITHM("A7", ALGORITHM, "the key block's algorithm is another"),
    BLOCK_MODE("A8", USAGE, "the key block's mode of use is another"),
    BLOCK_VERSION("A9", FORMAT, "invalid key version number"),
    BLOCK_EXPORT("AA", POLICY, "the key block's exportability does not allow it"),
    WRAPPING_KEY("BB", USAGE, "a wrapping key of another kind is wanted");

    private static final Map<String, BoxError> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(error -> error.code, Function.identity()));

    private final String code;
    private final Reason reason;
    private final Fault fault;
    private final String meaning;

    /** The box refuses the input. */
    BoxError(String code, Fault fault, String meaning) {
        this(code, Reason.REFUSED, fault, meaning);
    }

    BoxError(String code, Reason reason, String meaning) {
        this(code, reason, OTHER, meaning);
    }

    /** Something is wrong with the box itself: another may do it. */
    BoxError(String code, String meaning) {
        this(code, Reason.UNAVAILABLE, OTHER, meaning);
    }

    BoxError(String code, Reason reason, Fault fault, String meaning) {
        this.code = code;
        this.reason = reason;
        this.fault = fault;
        this.meaning = meaning;
    }

    /** Whether another box could do what this one could not. */
    static boolean isOfTheBox(String code) {
        BoxError error = BY_CODE.get(code);
        return error != null && error.reason == Reason.UNAVAILABLE;
    }

    /** What to throw for an error code; the text names command, code and meaning, and nothing that was sent. */
    static HsmException thrown(String code, String command, String subject) {
        BoxError error = BY_CODE.get(code);
        if (error == null) {
            return new HsmException(Reason.MALFUNCTION, subject, command + " ended with an error code we do not know");
        }
        String detail = command + " ended with " + code + ": " + error.meaning;
        return error.reason == Reason.REFUSED
                ? HsmException.refused(error.fault, subject, detail)
                : new HsmException(error.reason, subject, detail);
    }
}

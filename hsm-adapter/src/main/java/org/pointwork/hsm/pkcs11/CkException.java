package org.pointwork.hsm.pkcs11;

import java.util.Set;

/** A PKCS#11 call that returned something else than CKR_OK, with what that means for us. */
final class CkException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Functions whose failures may come from another process's change at the same moment. */
    private static final Set<String> OBJECT_CHANGERS =
            Set.of("C_CreateObject", "C_GenerateKey", "C_DeriveKey", "C_DestroyObject");

    /** What would help. */
    enum Kind {
        /** The session, the login or the token went away: connect again. */
        CONNECTION_LOST,
        /** What we know of the token's objects is stale, or they change at this moment: look again. */
        KEY_STALE,
        /** The token keeps the key for another use. */
        NOT_PERMITTED,
        /** Nothing we know of helps. */
        OTHER
    }

    private final String function;
    private final long code;

    CkException(String function, long code) {
        super(function + " answered " + name(code), null, false, false);
        this.function = function;
        this.code = code;
    }

    String function() {
        return function;
    }

    long code() {
        return code;
    }

    Kind kind() {
        return switch ((int) code) {
            case (int) Ck.CKR_SLOT_ID_INVALID,
                    (int) Ck.CKR_DEVICE_ERROR,
                    (int) Ck.CKR_DEVICE_REMOVED,
                    (int) Ck.CKR_SESSION_CLOSED,
                    (int) Ck.CKR_SESSION_HANDLE_INVALID,
                    (int) Ck.CKR_TOKEN_NOT_PRESENT,
                    (int) Ck.CKR_TOKEN_NOT_RECOGNIZED,
                    (int) Ck.CKR_USER_NOT_LOGGED_IN,
                    (int) Ck.CKR_CRYPTOKI_NOT_INITIALIZED -> Kind.CONNECTION_LOST;
            case (int) Ck.CKR_KEY_HANDLE_INVALID, (int) Ck.CKR_OBJECT_HANDLE_INVALID -> Kind.KEY_STALE;
            case (int) Ck.CKR_KEY_FUNCTION_NOT_PERMITTED -> Kind.NOT_PERMITTED;
            case (int) Ck.CKR_GENERAL_ERROR, (int) Ck.CKR_FUNCTION_FAILED ->
                touchesObjects() ? Kind.KEY_STALE : Kind.OTHER;
            default -> OBJECT_CHANGERS.contains(function) ? Kind.KEY_STALE : Kind.OTHER;
        };
    }

    /** Whether connecting or looking again may help. */
    boolean isPassing() {
        return switch (kind()) {
            case CONNECTION_LOST, KEY_STALE -> true;
            case NOT_PERMITTED, OTHER -> false;
        };
    }

    /** SoftHSM answers thus when another thread or process creates or destroys objects at this very moment. */
    private boolean touchesObjects() {
        return function.endsWith("Init") || function.equals("C_CopyObject") || OBJECT_CHANGERS.contains(function);
    }

    private static String name(long code) {
        return switch ((int) code) {
            case (int) Ck.CKR_SLOT_ID_INVALID -> "CKR_SLOT_ID_INVALID";
            case (int) Ck.CKR_GENERAL_ERROR -> "CKR_GENERAL_ERROR";
            case (int) Ck.CKR_FUNCTION_FAILED -> "CKR_FUNCTION_FAILED";
            case (int) Ck.CKR_ATTRIBUTE_TYPE_INVALID -> "CKR_ATTRIBUTE_TYPE_INVALID";
            case (int) Ck.CKR_ATTRIBUTE_VALUE_INVALID -> "CKR_ATTRIBUTE_VALUE_INVALID";
            case (int) Ck.CKR_DEVICE_ERROR -> "CKR_DEVICE_ERROR";
            case (int) Ck.CKR_DEVICE_REMOVED -> "CKR_DEVICE_REMOVED";
            case (int) Ck.CKR_KEY_HANDLE_INVALID -> "CKR_KEY_HANDLE_INVALID";
            case (int) Ck.CKR_KEY_FUNCTION_NOT_PERMITTED -> "CKR_KEY_FUNCTION_NOT_PERMITTED";
            case (int) Ck.CKR_MECHANISM_INVALID -> "CKR_MECHANISM_INVALID";
            case (int) Ck.CKR_OBJECT_HANDLE_INVALID -> "CKR_OBJECT_HANDLE_INVALID";
            case (int) Ck.CKR_PIN_INCORRECT -> "CKR_PIN_INCORRECT";
            case (int) Ck.CKR_PIN_LOCKED -> "CKR_PIN_LOCKED";
            case (int) Ck.CKR_SESSION_CLOSED -> "CKR_SESSION_CLOSED";
            case (int) Ck.CKR_SESSION_COUNT -> "CKR_SESSION_COUNT";
            case (int) Ck.CKR_SESSION_HANDLE_INVALID -> "CKR_SESSION_HANDLE_INVALID";
            case (int) Ck.CKR_TOKEN_NOT_PRESENT -> "CKR_TOKEN_NOT_PRESENT";
            case (int) Ck.CKR_USER_NOT_LOGGED_IN -> "CKR_USER_NOT_LOGGED_IN";
            case (int) Ck.CKR_CRYPTOKI_NOT_INITIALIZED -> "CKR_CRYPTOKI_NOT_INITIALIZED";
            default -> "CKR 0x%X".formatted(code);
        };
    }
}

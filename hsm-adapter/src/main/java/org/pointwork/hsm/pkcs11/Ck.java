package org.pointwork.hsm.pkcs11;

/** The figures of PKCS#11 v2.40 that this package uses, under the standard's own names. */
final class Ck {
    static final long CKF_OS_LOCKING_OK = 0x2;
    static final long CKF_RW_SESSION = 0x2;
    static final long CKF_SERIAL_SESSION = 0x4;
    static final long CKF_TOKEN_INITIALIZED = 0x400;

    static final long CKU_SO = 0;
    static final long CKU_USER = 1;
    static final long CKS_RO_USER_FUNCTIONS = 1;
    static final long CKS_RW_USER_FUNCTIONS = 3;

    static final long CKO_SECRET_KEY = 0x4;
    static final long CKK_GENERIC_SECRET = 0x10;
    static final long CKK_DES = 0x13;
    static final long CKK_DES2 = 0x14;
    static final long CKK_DES3 = 0x15;
    static final long CKK_AES = 0x1F;

    static final long CKA_CLASS = 0x0;
    static final long CKA_TOKEN = 0x1;
    static final long CKA_PRIVATE = 0x2;
    static final long CKA_LABEL = 0x3;
    static final long CKA_VALUE = 0x11;
    static final long CKA_KEY_TYPE = 0x100;
    static final long CKA_ID = 0x102;
    static final long CKA_SENSITIVE = 0x103;
    static final long CKA_ENCRYPT = 0x104;
    static final long CKA_DECRYPT = 0x105;
    static final long CKA_WRAP = 0x106;
    static final long CKA_UNWRAP = 0x107;
    static final long CKA_SIGN = 0x108;
    static final long CKA_VERIFY = 0x10A;
    static final long CKA_DERIVE = 0x10C;
    static final long CKA_VALUE_LEN = 0x161;
    static final long CKA_EXTRACTABLE = 0x162;
    static final long CKA_ALLOWED_MECHANISMS = 0x4000_0600L;

    static final long CKM_DES_CBC = 0x122;
    static final long CKM_DES2_KEY_GEN = 0x130;
    static final long CKM_DES3_KEY_GEN = 0x131;
    static final long CKM_DES3_ECB = 0x132;
    static final long CKM_DES3_CBC = 0x133;
    static final long CKM_DES3_CMAC = 0x138;
    static final long CKM_SHA256_HMAC = 0x251;
    static final long CKM_GENERIC_SECRET_KEY_GEN = 0x350;
    static final long CKM_AES_KEY_GEN = 0x1080;
    static final long CKM_AES_ECB = 0x1081;
    static final long CKM_AES_CBC = 0x1082;
    static final long CKM_AES_GCM = 0x1087;
    static final long CKM_AES_CMAC = 0x108A;
    static final long CKM_DES3_ECB_ENCRYPT_DATA = 0x1102;
    static final long CKM_AES_ECB_ENCRYPT_DATA = 0x1104;

    static final long CKR_OK = 0x0;
    static final long CKR_SLOT_ID_INVALID = 0x3;
    static final long CKR_GENERAL_ERROR = 0x5;
    static final long CKR_FUNCTION_FAILED = 0x6;
    static final long CKR_ATTRIBUTE_TYPE_INVALID = 0x12;
    static final long CKR_ATTRIBUTE_VALUE_INVALID = 0x13;
    static final long CKR_DEVICE_ERROR = 0x30;
    static final long CKR_DEVICE_REMOVED = 0x32;
    static final long CKR_ENCRYPTED_DATA_INVALID = 0x40;
    static final long CKR_ENCRYPTED_DATA_LEN_RANGE = 0x41;
    static final long CKR_KEY_HANDLE_INVALID = 0x60;
    static final long CKR_KEY_FUNCTION_NOT_PERMITTED = 0x68;
    static final long CKR_MECHANISM_INVALID = 0x70;
    static final long CKR_OBJECT_HANDLE_INVALID = 0x82;
    static final long CKR_PIN_INCORRECT = 0xA0;
    static final long CKR_PIN_LOCKED = 0xA4;
    static final long CKR_SESSION_CLOSED = 0xB0;
    static final long CKR_SESSION_COUNT = 0xB1;
    static final long CKR_SESSION_HANDLE_INVALID = 0xB3;
    static final long CKR_TOKEN_NOT_PRESENT = 0xE0;
    static final long CKR_TOKEN_NOT_RECOGNIZED = 0xE1;
    static final long CKR_USER_ALREADY_LOGGED_IN = 0x100;
    static final long CKR_USER_NOT_LOGGED_IN = 0x101;
    static final long CKR_CRYPTOKI_NOT_INITIALIZED = 0x190;
    static final long CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    private Ck() {}
}

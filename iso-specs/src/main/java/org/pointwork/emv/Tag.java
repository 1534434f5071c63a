package org.pointwork.emv;

/** The tags that an issuer works with, their bytes read as one number. */
public final class Tag {
    public static final int PAN_SEQUENCE = 0x5F34;
    public static final int CURRENCY = 0x5F2A;
    public static final int ISSUER_SCRIPT_1 = 0x71;
    public static final int ISSUER_SCRIPT_2 = 0x72;
    public static final int INTERCHANGE_PROFILE = 0x82;
    public static final int APPLICATION = 0x84;
    public static final int SCRIPT_COMMAND = 0x86;
    public static final int ISSUER_AUTHENTICATION = 0x91;
    public static final int VERIFICATION_RESULTS = 0x95;
    public static final int DATE = 0x9A;
    public static final int TRANSACTION_TYPE = 0x9C;
    public static final int AMOUNT = 0x9F02;
    public static final int OTHER_AMOUNT = 0x9F03;
    public static final int ISSUER_DATA = 0x9F10;
    public static final int SCRIPT_IDENTIFIER = 0x9F18;
    public static final int COUNTRY = 0x9F1A;
    public static final int CRYPTOGRAM = 0x9F26;
    public static final int COUNTER = 0x9F36;
    public static final int UNPREDICTABLE = 0x9F37;

    private Tag() {}
}

package org.pointwork.emv;

import java.io.ByteArrayOutputStream;

/** Issuer authentication data (tag 91), the issuer's cryptogram (ARPC) with what it was made over. */
public final class IssuerAnswer {
    private IssuerAnswer() {}

    /**
     * Method 1 (EMV Book 2, 8.2.1).
     *
     * @param cryptogram 8 bytes
     * @param responseCode 2 bytes: Visa's tag 8A, Mastercard's ARPC response code
     */
    public static Tlv method1(byte[] cryptogram, byte[] responseCode) {
        return joined(cryptogram, responseCode, new byte[0]);
    }

    /**
     * Method 2 (EMV Book 2, 8.2.2).
     *
     * @param cryptogram 4 bytes
     * @param statusUpdate 4 bytes
     * @param proprietary 0 to 8 bytes
     */
    public static Tlv method2(byte[] cryptogram, byte[] statusUpdate, byte[] proprietary) {
        return joined(cryptogram, statusUpdate, proprietary);
    }

    private static Tlv joined(byte[]... parts) {
        var value = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        return new Tlv(Tag.ISSUER_AUTHENTICATION, value.toByteArray());
    }
}

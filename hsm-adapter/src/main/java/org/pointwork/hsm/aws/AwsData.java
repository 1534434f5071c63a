package org.pointwork.hsm.aws;

import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.DukptEncryptionMode;
import software.amazon.awssdk.services.paymentcryptographydata.model.EncryptionDecryptionAttributes;

/** Data of terminals by EncryptData and DecryptData. */
final class AwsData {
    private static final int TDES_BLOCK = 8;
    private static final int AES_BLOCK = 16;
    /** What the service enciphers at once. */
    private static final int MOST_BYTES = 2_032;

    private final PaymentCryptographyDataClient data;
    private final AwsKeys keys;
    private final Caller caller;

    AwsData(PaymentCryptographyDataClient data, AwsKeys keys, Caller caller) {
        this.data = data;
        this.keys = keys;
        this.caller = caller;
    }

    byte[] encrypt(DukptKey key, byte[] clear) {
        requireBlocks(key, clear);
        AwsKey base = AwsDukpt.base(keys, key);
        var answer = caller.ask(
                key.label(),
                () -> data.encryptData(request -> request.keyIdentifier(base.arn())
                        .plainText(Hex.of(clear))
                        .encryptionAttributes(attributes(key, base))));
        return Hex.bytes(key.label(), answer.cipherText(), clear.length);
    }

    byte[] decrypt(DukptKey key, byte[] enciphered) {
        requireBlocks(key, enciphered);
        AwsKey base = AwsDukpt.base(keys, key);
        var answer = caller.ask(
                key.label(),
                () -> data.decryptData(request -> request.keyIdentifier(base.arn())
                        .cipherText(Hex.of(enciphered))
                        .decryptionAttributes(attributes(key, base))));
        return Hex.bytes(key.label(), answer.plainText(), enciphered.length);
    }

    private static void requireBlocks(DukptKey key, byte[] bytes) {
        int block = key.ksn().isAes() ? AES_BLOCK : TDES_BLOCK;
        if (bytes.length == 0 || bytes.length % block != 0) {
            throw HsmException.refused(
                    Fault.LENGTH, key.label(), "data under DUKPT is a multiple of " + block + " bytes");
        }
        if (bytes.length > MOST_BYTES) {
            throw HsmException.refused(Fault.LENGTH, key.label(), "the service takes at most 2032 bytes of data");
        }
    }

    private static EncryptionDecryptionAttributes attributes(DukptKey key, AwsKey base) {
        return EncryptionDecryptionAttributes.fromDukpt(
                of -> of.keySerialNumber(key.ksn().hex())
                        .mode(DukptEncryptionMode.CBC)
                        .dukptKeyDerivationType(AwsDukpt.type(base))
                        .dukptKeyVariant(AwsDukpt.variant(key)));
    }
}

package org.pointwork.hsm.aws;

import java.util.Locale;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import software.amazon.awssdk.services.paymentcryptography.model.Key;
import software.amazon.awssdk.services.paymentcryptography.model.KeyModesOfUse;
import software.amazon.awssdk.services.paymentcryptography.model.KeyState;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;

/**
 * What the service says of a key.
 *
 * @param arn its name in requests
 * @param kcv as the service computes it: TDEA by encryption of zeros, AES by CMAC, 3 bytes both
 */
record AwsKey(String arn, KeyUsage usage, KeyModesOfUse modes, KeyAlgorithm algorithm, Kcv kcv) {

    /** What a key is to do, as its modes of use say it. */
    enum Mode {
        ENCRYPT,
        DECRYPT,
        GENERATE,
        VERIFY,
        DERIVE
    }

    static AwsKey of(KeyRef name, Key key) {
        if (key.keyState() != KeyState.CREATE_COMPLETE) {
            throw new HsmException(Reason.KEY_MISSING, name.label(), "the key is being made or deleted");
        }
        if (!Boolean.TRUE.equals(key.enabled())) {
            throw HsmException.refused(Fault.POLICY, name.label(), "the key is disabled at the service");
        }
        var attributes = key.keyAttributes();
        return new AwsKey(
                key.keyArn(),
                attributes.keyUsage(),
                attributes.keyModesOfUse(),
                algorithm(name, attributes.keyAlgorithm()),
                new Kcv(key.keyCheckValue()));
    }

    private static KeyAlgorithm algorithm(
            KeyRef name, software.amazon.awssdk.services.paymentcryptography.model.KeyAlgorithm theirs) {
        return switch (theirs) {
            case TDES_2_KEY -> KeyAlgorithm.TDES2;
            case TDES_3_KEY -> KeyAlgorithm.TDES3;
            case AES_128 -> KeyAlgorithm.AES128;
            case AES_192 -> KeyAlgorithm.AES192;
            case AES_256 -> KeyAlgorithm.AES256;
            case HMAC_SHA256 -> KeyAlgorithm.HMAC_SHA256;
            default ->
                throw HsmException.refused(
                        Fault.ALGORITHM, name.label(), "a " + name.purpose() + " key cannot be " + theirs);
        };
    }

    /** This key, if it may do what is wanted. */
    AwsKey require(KeyRef name, Mode mode) {
        if (!may(mode)) {
            throw HsmException.refused(
                    Fault.USAGE,
                    name.label(),
                    "the key's modes of use at the service do not allow to " + inWords(mode));
        }
        return this;
    }

    private boolean may(Mode mode) {
        Boolean allowed =
                switch (mode) {
                    case ENCRYPT -> modes.encrypt();
                    case DECRYPT -> modes.decrypt();
                    case GENERATE -> modes.generate();
                    case VERIFY -> modes.verify();
                    case DERIVE -> modes.deriveKey();
                };
        return Boolean.TRUE.equals(allowed) || Boolean.TRUE.equals(modes.noRestrictions());
    }

    private static String inWords(Mode mode) {
        return mode == Mode.DERIVE ? "derive keys" : mode.name().toLowerCase(Locale.ROOT);
    }
}

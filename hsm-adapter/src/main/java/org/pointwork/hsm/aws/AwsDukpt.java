package org.pointwork.hsm.aws;

import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.aws.AwsKey.Mode;
import org.pointwork.hsm.dukpt.DukptRules;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;
import software.amazon.awssdk.services.paymentcryptographydata.model.DukptDerivationType;
import software.amazon.awssdk.services.paymentcryptographydata.model.DukptKeyVariant;

/** DUKPT as the service names it. Working keys are as long as their base key. */
final class AwsDukpt {
    private AwsDukpt() {}

    /** The base key, for a key serial number that fits it. */
    static AwsKey base(AwsKeys keys, DukptKey key) {
        AwsKey base = keys.find(key.base(), KeyUsage.TR31_B0_BASE_DERIVATION_KEY, Mode.DERIVE);
        DukptRules.require(key, base.algorithm());
        return base;
    }

    static DukptDerivationType type(AwsKey base) {
        return switch (base.algorithm()) {
            case TDES2 -> DukptDerivationType.TDES_2_KEY;
            case AES128 -> DukptDerivationType.AES_128;
            case AES192 -> DukptDerivationType.AES_192;
            case AES256 -> DukptDerivationType.AES_256;
            case TDES3, HMAC_SHA256 ->
                throw HsmException.refused(
                        Fault.ALGORITHM, "DUKPT", "no transaction keys descend from a base key of " + base.algorithm());
        };
    }

    static DukptKeyVariant variant(DukptKey key) {
        return switch (key.way()) {
            case REQUEST -> DukptKeyVariant.REQUEST;
            case RESPONSE -> DukptKeyVariant.RESPONSE;
        };
    }
}

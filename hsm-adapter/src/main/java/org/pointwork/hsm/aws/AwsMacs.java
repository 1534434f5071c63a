package org.pointwork.hsm.aws;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.Macs;
import org.pointwork.hsm.aws.AwsKey.Mode;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithmDukpt;
import software.amazon.awssdk.services.paymentcryptographydata.model.MacAttributes;

/** MACs by GenerateMac and VerifyMac. The service pads by ISO 9797-1 method 1; method 2 is ours to do. */
final class AwsMacs implements Macs {
    private static final int SHORT_MAC = 8;
    private static final int BLOCK = 8;

    private final PaymentCryptographyDataClient data;
    private final AwsKeys keys;
    private final Caller caller;

    AwsMacs(PaymentCryptographyDataClient data, AwsKeys keys, Caller caller) {
        this.data = data;
        this.keys = keys;
        this.caller = caller;
    }

    /** Which key, and how. */
    private record Way(AwsKey key, MacAttributes attributes) {}

    @Override
    public byte[] mac(MacSource under, MacAlgorithm algorithm, byte[] message, int offset, int length) {
        String hex = message(under, algorithm, message, offset, length);
        Way way = way(under, algorithm, Mode.GENERATE);
        var answer = caller.ask(
                under.label(),
                () -> data.generateMac(request -> request.keyIdentifier(way.key.arn())
                        .messageData(hex)
                        .generationAttributes(way.attributes)
                        .macLength(truncated(algorithm))));
        return Hex.bytes(under.label(), answer.mac(), algorithm.lengthInBytes());
    }

    @Override
    public boolean verifyMac(
            MacSource under, MacAlgorithm algorithm, byte[] message, int offset, int length, byte[] mac) {
        if (mac.length != algorithm.lengthInBytes()) {
            return false;
        }
        String hex = message(under, algorithm, message, offset, length);
        Way way = way(under, algorithm, Mode.VERIFY);
        return caller.verifies(
                under.label(),
                () -> data.verifyMac(request -> request.keyIdentifier(way.key.arn())
                        .messageData(hex)
                        .verificationAttributes(way.attributes)
                        .mac(Hex.of(mac))
                        .macLength(truncated(algorithm))));
    }

    /** The service is told the length where a MAC is not whole; the whole HMAC is longer than it can be told. */
    private static Integer truncated(MacAlgorithm algorithm) {
        return algorithm.lengthInBytes() == SHORT_MAC ? SHORT_MAC : null;
    }

    private static String message(MacSource under, MacAlgorithm algorithm, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (algorithm.isPadded()) {
            byte[] padded = Arrays.copyOfRange(bytes, offset, offset + (length / BLOCK + 1) * BLOCK);
            Arrays.fill(padded, length, padded.length, (byte) 0);
            padded[length] = (byte) 0x80;
            return Hex.of(padded);
        }
        if (length == 0) {
            throw HsmException.refused(Fault.LENGTH, under.label(), "the service makes no MAC of an empty message");
        }
        return HexFormat.of().withUpperCase().formatHex(bytes, offset, offset + length);
    }

    private Way way(MacSource under, MacAlgorithm algorithm, Mode mode) {
        return switch (under) {
            case MacKey name -> {
                AwsKey key = keys.find(name, usage(algorithm), mode);
                algorithm.require(name.label(), key.algorithm());
                yield new Way(key, MacAttributes.fromAlgorithm(theirs(algorithm)));
            }
            case DukptKey name -> {
                AwsKey base = AwsDukpt.base(keys, name);
                yield new Way(base, ofTransaction(name, base, algorithm));
            }
        };
    }

    private static KeyUsage usage(MacAlgorithm algorithm) {
        return switch (algorithm) {
            case RETAIL, RETAIL_PADDED -> KeyUsage.TR31_M3_ISO_9797_3_MAC_KEY;
            case CBC, CBC_PADDED -> KeyUsage.TR31_M1_ISO_9797_1_MAC_KEY;
            case CMAC -> KeyUsage.TR31_M6_ISO_9797_5_CMAC_KEY;
            case HMAC_SHA256 -> KeyUsage.TR31_M7_HMAC_KEY;
        };
    }

    private static software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithm theirs(
            MacAlgorithm algorithm) {
        return switch (algorithm) {
            case RETAIL, RETAIL_PADDED ->
                software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithm.ISO9797_ALGORITHM3;
            case CBC, CBC_PADDED ->
                software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithm.ISO9797_ALGORITHM1;
            case CMAC -> software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithm.CMAC;
            case HMAC_SHA256 -> software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithm.HMAC_SHA256;
        };
    }

    private static MacAttributes ofTransaction(DukptKey name, AwsKey base, MacAlgorithm algorithm) {
        boolean isOfAes = algorithm == MacAlgorithm.CMAC || algorithm == MacAlgorithm.HMAC_SHA256;
        if (name.ksn().isAes() != isOfAes) {
            throw HsmException.refused(
                    Fault.ALGORITHM, name.label(), algorithm + " is not a MAC of this kind of DUKPT (X9.24)");
        }
        MacAlgorithmDukpt of = MacAlgorithmDukpt.builder()
                .keySerialNumber(name.ksn().hex())
                .dukptDerivationType(AwsDukpt.type(base))
                .dukptKeyVariant(AwsDukpt.variant(name))
                .build();
        return switch (algorithm) {
            case RETAIL, RETAIL_PADDED -> MacAttributes.fromDukptIso9797Algorithm3(of);
            case CBC, CBC_PADDED -> MacAttributes.fromDukptIso9797Algorithm1(of);
            case CMAC -> MacAttributes.fromDukptCmac(of);
            case HMAC_SHA256 ->
                throw new HsmException(Reason.UNSUPPORTED, name.label(), "the service does no HMAC under DUKPT");
        };
    }
}

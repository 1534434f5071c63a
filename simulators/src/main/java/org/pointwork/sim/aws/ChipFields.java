package org.pointwork.sim.aws;

import java.util.Arrays;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;

/** What requests say of a card and its keys. */
final class ChipFields {
    private static final byte[] NONE = {};
    private static final int CRYPTOGRAM = 8;
    private static final int UNPREDICTABLE = 4;

    private ChipFields() {}

    /** From a structure with the PAN and the derivation's mode in it. */
    static ChipCard card(Fields attributes) {
        return card(attributes, option(attributes));
    }

    static ChipCard card(Fields attributes, Option option) {
        return new ChipCard(
                attributes.ascii("PrimaryAccountNumber", Shape.PAN),
                Integer.parseInt(attributes.text("PanSequenceNumber", Shape.TWO_DIGITS)),
                option);
    }

    static Option option(Fields attributes) {
        return switch (attributes.text("MajorKeyDerivationMode", Shape.WORD)) {
            case "EMV_OPTION_A" -> Option.A;
            case "EMV_OPTION_B" -> Option.B;
            default -> throw Refusal.invalid("MajorKeyDerivationMode", "EMV_OPTION_A or EMV_OPTION_B");
        };
    }

    static int counter(Fields attributes) {
        return Integer.parseInt(attributes.text("ApplicationTransactionCounter", Shape.COUNTER), 16);
    }

    static ChipRequest byCounter(CryptogramVersion version, Fields attributes) {
        return request(version, counter(attributes), new byte[CRYPTOGRAM]);
    }

    static ChipRequest byCryptogram(CryptogramVersion version, Fields attributes) {
        return request(version, 0, attributes.hex("ApplicationCryptogram", Shape.CRYPTOGRAM));
    }

    private static ChipRequest request(CryptogramVersion version, int atc, byte[] cryptogram) {
        return new ChipRequest(version, atc, new byte[UNPREDICTABLE], NONE, cryptogram);
    }

    /**
     * What was padded by ISO 9797-1 method 2. The service takes data that its caller padded; the engine pads by itself, so
     * this simulator takes what has been padded so and nothing else.
     */
    static byte[] unpadded(byte[] data) {
        int end = data.length;
        while (end > 0 && data[end - 1] == 0) {
            end--;
        }
        if (data.length % 8 != 0 || end == 0 || data[end - 1] != (byte) 0x80) {
            throw Refusal.invalid("MessageData", "the data is not padded to whole blocks");
        }
        return Arrays.copyOf(data, end - 1);
    }
}

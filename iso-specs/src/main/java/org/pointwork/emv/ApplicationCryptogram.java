package org.pointwork.emv;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * A card's cryptogram (ARQC) with what it was made over, put together from DE 55.
 *
 * @param form version of the card, which says how it is verified
 * @param sequence PAN sequence number (5F34), 0 where there is none
 * @param atc transaction counter (9F36), 0 to 65535
 * @param unpredictable 4 bytes (9F37)
 * @param data the data in the version's order, not padded
 * @param cryptogram 8 bytes (9F26)
 */
public record ApplicationCryptogram(
        CryptogramForm form, int sequence, int atc, byte[] unpredictable, byte[] data, byte[] cryptogram) {

    /** In this order for all versions; what follows is issuer data. */
    private static final int[][] TAGS_AND_LENGTHS = {
        {Tag.AMOUNT, 6},
        {Tag.OTHER_AMOUNT, 6},
        {Tag.COUNTRY, 2},
        {Tag.VERIFICATION_RESULTS, 5},
        {Tag.CURRENCY, 2},
        {Tag.DATE, 3},
        {Tag.TRANSACTION_TYPE, 1},
        {Tag.UNPREDICTABLE, 4},
        {Tag.INTERCHANGE_PROFILE, 2},
        {Tag.COUNTER, 2}
    };

    /**
     * Puts it together; the scheme is that of the application's name (84).
     *
     * @throws TlvException naming the tag that is missing, too long or short, or of a kind not known here
     */
    public static ApplicationCryptogram of(ChipData chip) throws TlvException {
        Optional<Scheme> scheme = Scheme.of(chip.require(Tag.APPLICATION));
        return of(scheme.orElseThrow(() -> new TlvException(Tag.APPLICATION, "of no scheme known here")), chip);
    }

    /** As {@link #of(ChipData)}, where the scheme is known otherwise: by the card's range, say. */
    public static ApplicationCryptogram of(Scheme scheme, ChipData chip) throws TlvException {
        byte[] issuerData = chip.require(Tag.ISSUER_DATA);
        var form = CryptogramForm.of(scheme, issuerData);
        var data = new ByteArrayOutputStream();
        for (int[] object : TAGS_AND_LENGTHS) {
            data.writeBytes(value(chip, object[0], object[1]));
        }
        data.writeBytes(form.partOf(issuerData));
        byte[] counter = chip.require(Tag.COUNTER, 2);
        return new ApplicationCryptogram(
                form,
                sequence(chip),
                (counter[0] & 0xFF) << 8 | counter[1] & 0xFF,
                chip.require(Tag.UNPREDICTABLE, 4),
                data.toByteArray(),
                chip.require(Tag.CRYPTOGRAM, 8));
    }

    /** Terminals leave the other amount out where there is none; the card was given zeros (EMV Book 3, 5.4). */
    private static byte[] value(ChipData chip, int tag, int length) throws TlvException {
        return tag == Tag.OTHER_AMOUNT && chip.find(tag).isEmpty() ? new byte[length] : chip.require(tag, length);
    }

    private static int sequence(ChipData chip) throws TlvException {
        if (chip.find(Tag.PAN_SEQUENCE).isEmpty()) {
            return 0;
        }
        int value = chip.require(Tag.PAN_SEQUENCE, 1)[0];
        int tens = value >> 4 & 0xF;
        int ones = value & 0xF;
        if (tens > 9 || ones > 9) {
            throw new TlvException(Tag.PAN_SEQUENCE, "is two digits");
        }
        return 10 * tens + ones;
    }

    @Override
    public String toString() {
        return "cryptogram, " + form + ", counter " + atc;
    }
}

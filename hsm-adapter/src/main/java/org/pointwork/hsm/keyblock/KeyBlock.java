package org.pointwork.hsm.keyblock;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key block as it came, taken apart but neither checked nor deciphered: {@link KeyBlockCipher} does that.
 *
 * <pre>
 * | header (16) | optional blocks | enciphered key (hex) | authenticator (hex) |
 * </pre>
 *
 * The whole is at most 9,999 characters, and a multiple of the cipher's block.
 */
public final class KeyBlock {
    /** What the length in the header has room for. */
    public static final int MOST = 9_999;

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]*");
    private static final int LENGTH_AT = 1;
    private static final int LENGTH_DIGITS = 4;

    private final KeyBlockHeader header;
    private final String headerText;
    private final byte[] enciphered;
    private final byte[] mac;

    KeyBlock(KeyBlockHeader header, String headerText, byte[] enciphered, byte[] mac) {
        this.header = header;
        this.headerText = headerText;
        this.enciphered = enciphered;
        this.mac = mac;
    }

    /**
     * Takes a key block apart.
     *
     * @throws org.pointwork.hsm.HsmException REFUSED for LENGTH or FORMAT, saying what is wrong and never what came
     */
    public static KeyBlock parse(String text) {
        if (text.length() > MOST) {
            throw HeaderReader.tooLong("a key block has at most " + MOST + " characters");
        }
        HeaderReader.Read read = HeaderReader.read(text);
        KeyBlockVersion version = read.header().version();
        requireLength(text, version);
        String body = text.substring(read.length());
        int macDigits = 2 * version.macBytes();
        if (body.length() < macDigits) {
            throw HeaderReader.tooLong("the authenticator of version " + version + " has " + macDigits + " digits");
        }
        String enciphered = body.substring(0, body.length() - macDigits);
        String mac = body.substring(body.length() - macDigits);
        if (!HEX.matcher(enciphered).matches() || !HEX.matcher(mac).matches()) {
            throw HeaderReader.malformed("enciphered key and authenticator are hex digits");
        }
        if (enciphered.isEmpty() || enciphered.length() % (2 * version.blockBytes()) != 0) {
            throw HeaderReader.tooLong("the enciphered key is whole blocks, one at least");
        }
        return new KeyBlock(
                read.header(),
                text.substring(0, read.length()),
                HexFormat.of().parseHex(enciphered),
                HexFormat.of().parseHex(mac));
    }

    private static void requireLength(String text, KeyBlockVersion version) {
        String digits = text.substring(LENGTH_AT, LENGTH_AT + LENGTH_DIGITS);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw HeaderReader.malformed("the length is four digits");
        }
        if (Integer.parseInt(digits) != text.length()) {
            throw HeaderReader.tooLong("the length in the header is another");
        }
        if (text.length() % version.blockBytes() != 0) {
            throw HeaderReader.tooLong(
                    "a key block of version " + version + " is a multiple of " + version.blockBytes() + " characters");
        }
    }

    /** What it says of its key; to be believed only once the key was opened. */
    public KeyBlockHeader header() {
        return header;
    }

    /** What is authenticated beside the key. */
    byte[] headerBytes() {
        return headerText.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] enciphered() {
        return enciphered;
    }

    byte[] mac() {
        return mac;
    }

    /** As it travels. */
    public String text() {
        HexFormat hex = HexFormat.of().withUpperCase();
        return headerText + hex.formatHex(enciphered) + hex.formatHex(mac);
    }

    /** The header alone. */
    @Override
    public String toString() {
        return "key block " + headerText;
    }
}

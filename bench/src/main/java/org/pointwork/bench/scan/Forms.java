package org.pointwork.bench.scan;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Every form in which a secret could have been written: plain, BCD, hexadecimal, EBCDIC, base64. */
final class Forms {
    private static final Charset EBCDIC = Charset.forName("IBM037");

    private final Secret secret;
    private final List<Needle> needles = new ArrayList<>();

    private Forms(Secret secret) {
        this.secret = secret;
    }

    static List<Needle> of(Secret secret) {
        Forms forms = new Forms(secret);
        switch (secret.nature()) {
            case DIGITS -> forms.digits();
            case BYTES -> forms.bytes(secret.value(), "");
        }
        return forms.needles;
    }

    private void digits() {
        byte[] ascii = secret.value();
        String text = new String(ascii, StandardCharsets.US_ASCII);
        // a track's separator is D where two digits share a byte (ISO/IEC 7813)
        String nibbles = text.replace('=', 'D');
        bytes(ascii, "");
        add("EBCDIC", text.getBytes(EBCDIC));
        if (!nibbles.equals(text)) {
            bytes(nibbles.getBytes(StandardCharsets.US_ASCII), "the one with D");
        }
        packed("BCD", nibbles, 0);
        packed("BCD, odd nibble", nibbles, 1);
        bytes(HexFormat.of().parseHex(nibbles.substring(0, nibbles.length() & ~1)), "BCD");
    }

    /** Two digits a byte; the first and the last may share theirs with what is around. */
    private void packed(String form, String nibbles, int first) {
        int end = first + (nibbles.length() - first & ~1);
        add(new Needle(
                secret.name() + " as " + form,
                HexFormat.of().parseHex(nibbles.substring(first, end)),
                first == 0 ? Needle.ANY : Character.digit(nibbles.charAt(0), 16),
                end == nibbles.length() ? Needle.ANY : Character.digit(nibbles.charAt(end), 16)));
    }

    private void bytes(byte[] value, String of) {
        String suffix = of.isEmpty() ? "" : " of " + of;
        add(of.isEmpty() ? "plain" : of, value);
        String hex = HexFormat.of().formatHex(value);
        add("hex" + suffix, hex.getBytes(StandardCharsets.US_ASCII));
        add("hex, upper case" + suffix, hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        add("hex in EBCDIC" + suffix, hex.toUpperCase(Locale.ROOT).getBytes(EBCDIC));
        for (int before = 0; before < 3; before++) {
            byte[] encoded = base64(value, before);
            add("base64" + suffix, encoded);
            add("base64url" + suffix, urlSafe(encoded));
        }
    }

    /** The characters that depend on the value alone when it follows {@code before} (modulo 3) other bytes. */
    private static byte[] base64(byte[] value, int before) {
        byte[] shifted = new byte[before + value.length];
        System.arraycopy(value, 0, shifted, before, value.length);
        byte[] encoded = Base64.getEncoder().encode(shifted);
        int firstWhole = (8 * before + 5) / 6;
        int afterLastWhole = 8 * shifted.length / 6;
        return Arrays.copyOfRange(encoded, firstWhole, afterLastWhole);
    }

    private static byte[] urlSafe(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII)
                .replace('+', '-')
                .replace('/', '_')
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void add(String form, byte[] bytes) {
        add(new Needle(secret.name() + " as " + form, bytes));
    }

    /** Forms that come out the same, such as the hexadecimal ones of digits, are looked for once. */
    private void add(Needle needle) {
        if (needles.stream().noneMatch(known -> Arrays.equals(known.bytes(), needle.bytes()))) {
            needles.add(needle);
        }
    }
}

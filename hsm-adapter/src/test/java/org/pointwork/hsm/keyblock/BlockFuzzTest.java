package org.pointwork.hsm.keyblock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.pointwork.hsm.HsmException;

/** Whatever comes is a key block or refused for a rule, and nothing of what came is in what is said. */
class BlockFuzzTest {
    private static final int HEADER = 16;
    private static final int TELLING = 8; // fewer characters than that stand in any sentence

    private static final BlockProtection UNDER =
            new ClearProtection(HexFormat.of().parseHex("89E88CF7931444F334BD7547FC3F380C"));
    private static final String REAL =
            "B0120P0TE12E0100KS1800604B120F9292800000E6E28F097CB0350B2EB2DF520947F779FA34D9759"
                    + "CEE7E0DEEACF8353DB778FA9D99FA3F8C4EF2C8";

    @Property
    void readsOrRefusesAnything(@ForAll @StringLength(max = 400) String text) {
        readOrRefused(text);
    }

    @Property
    void readsOrRefusesWhatLooksLikeABlock(@ForAll("almostBlocks") String text) {
        readOrRefused(text);
    }

    /** No character of an authentic block can be another. */
    @Property
    void noChangeGoesUnseen(@ForAll @IntRange(max = 103) int at, @ForAll("characters") char other) {
        KeyBlockHeader header = new KeyBlockHeader(KeyBlockVersion.B, "P0", 'T', 'B', "00", 'N', java.util.List.of());
        String made = KeyBlockCipher.seal(header, new byte[16], 24, byte[]::new, UNDER)
                .text();
        int place = at % made.length();
        if (made.charAt(place) != other) {
            String changed = made.substring(0, place) + other + made.substring(place + 1);
            assertThrows(HsmException.class, () -> KeyBlockCipher.open(KeyBlock.parse(changed), UNDER));
        }
    }

    private static void readOrRefused(String text) {
        try {
            KeyBlock block = KeyBlock.parse(text);
            assertEquals(text.toUpperCase(java.util.Locale.ROOT), block.text().toUpperCase(java.util.Locale.ROOT));
            KeyBlockCipher.open(block, UNDER);
        } catch (HsmException e) {
            assertEquals(HsmException.Reason.REFUSED, e.reason());
            assertFalse(text.length() >= HEADER + TELLING
                    && String.valueOf(e.getMessage()).contains(text.substring(HEADER)));
        }
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().with("0123456789ABCDEFNPTBDS".toCharArray());
    }

    /** A real block with a piece replaced by another of hex digits, its length put right or not. */
    @Provide
    Arbitrary<String> almostBlocks() {
        return Arbitraries.integers().between(0, REAL.length()).flatMap(from -> Arbitraries.integers()
                .between(from, REAL.length())
                .flatMap(to -> Arbitraries.strings()
                        .withChars("0123456789ABCDEFKS")
                        .ofMaxLength(64)
                        .flatMap(piece -> Arbitraries.of(true, false)
                                .map(right -> spoilt(REAL.substring(0, from) + piece + REAL.substring(to), right)))));
    }

    private static String spoilt(String text, boolean lengthRight) {
        return lengthRight && text.length() > 5
                ? "%c%04d%s".formatted(text.charAt(0), text.length(), text.substring(5))
                : text;
    }
}

package org.pointwork.hsm.keyblock;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clear part of a key block, which says what the key is for. Nothing in it is to be believed before the authenticator
 * was checked (ANSI X9.143, 6.2).
 *
 * <pre>
 * | version (1) | length (4) | usage (2) | algorithm (1) | mode of use (1) | key version (2) | exportability (1)
 *   | number of optional blocks (2) | key context and reserved (2) | optional blocks
 * </pre>
 *
 * @param usage two characters, such as P0 for PIN keys
 * @param algorithm of the key in it: T for TDEA, A for AES, H for HMAC
 * @param mode what the key may do: E, D, B (both), G, V, C (both), X (derive), N (no restriction)
 * @param keyVersion two characters; 00 where versions are not counted
 * @param exportability E, S or N
 * @param optional in their order
 */
public record KeyBlockHeader(
        KeyBlockVersion version,
        String usage,
        char algorithm,
        char mode,
        String keyVersion,
        char exportability,
        List<OptionalBlock> optional) {

    /** Characters before the optional blocks. */
    public static final int LENGTH = 16;

    /** What the number of optional blocks has room for. */
    static final int MOST_OPTIONAL = 99;

    private static final Pattern FIELDS = Pattern.compile("[A-Za-z0-9]{7}");

    /** @throws org.pointwork.hsm.HsmException REFUSED for FORMAT or LENGTH */
    public KeyBlockHeader {
        optional = List.copyOf(optional);
        if (usage.length() != 2
                || keyVersion.length() != 2
                || !FIELDS.matcher(usage + algorithm + mode + keyVersion + exportability)
                        .matches()) {
            throw HeaderReader.malformed("a header has letters and digits only");
        }
        if (count(version, optional) > MOST_OPTIONAL) {
            throw HeaderReader.tooLong("a header has at most " + MOST_OPTIONAL + " optional blocks");
        }
        if (optional.stream().map(OptionalBlock::id).distinct().count() != optional.size()) {
            throw HeaderReader.malformed("an optional block is there twice");
        }
    }

    /** The data of an optional block. */
    public Optional<String> optional(String id) {
        return optional.stream()
                .filter(block -> block.id().equals(id))
                .map(OptionalBlock::data)
                .findFirst();
    }

    /** The optional blocks as text, filled up to whole blocks of the cipher. */
    String optionalText() {
        return Stream.concat(optional.stream(), padding(version, optional).stream())
                .map(OptionalBlock::text)
                .collect(Collectors.joining());
    }

    /** How many optional blocks {@link #optionalText} has. */
    int optionalCount() {
        return count(version, optional);
    }

    private static int count(KeyBlockVersion version, List<OptionalBlock> optional) {
        return optional.size() + (padding(version, optional).isPresent() ? 1 : 0);
    }

    private static Optional<OptionalBlock> padding(KeyBlockVersion version, List<OptionalBlock> optional) {
        int block = version.blockBytes();
        int length = optional.stream().mapToInt(each -> each.text().length()).sum();
        if (length % block == 0) {
            return Optional.empty();
        }
        int zeros = block - (length + 4) % block;
        return Optional.of(new OptionalBlock(OptionalBlock.PADDING, "0".repeat(zeros)));
    }

    /**
     * As it is written.
     *
     * @param bodyLength characters of enciphered key and authenticator
     */
    String text(int bodyLength) {
        String blocks = optionalText();
        int length = LENGTH + blocks.length() + bodyLength;
        if (length > KeyBlock.MOST) {
            throw HeaderReader.tooLong("a key block has at most " + KeyBlock.MOST + " characters");
        }
        return "%s%04d%s%c%c%s%c%02d00%s"
                .formatted(version, length, usage, algorithm, mode, keyVersion, exportability, optionalCount(), blocks);
    }
}

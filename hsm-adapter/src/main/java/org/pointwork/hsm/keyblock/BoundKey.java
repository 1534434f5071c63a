package org.pointwork.hsm.keyblock;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/**
 * A clear key on its way between a block and a module, held to what the block's header says of it. Closing wipes it.
 */
public final class BoundKey implements AutoCloseable {
    private static final String KEY_CHECK = "KC";
    private static final String PROTECTION_CHECK = "KP";
    private static final int TDES_SHOWN = 24;
    private static final int AES_SHOWN = 32;

    private final KeyRef key;
    private final KeyAlgorithm algorithm;
    private final Optional<String> check;
    private final byte[] clear;

    private BoundKey(KeyRef key, KeyAlgorithm algorithm, Optional<String> check, byte[] clear) {
        this.key = key;
        this.algorithm = algorithm;
        this.check = check;
        this.clear = clear;
    }

    /**
     * Opens a block: policy first, then the authenticator, then everything that the header says.
     *
     * @param protecting what the protection key is made of
     * @param protection its check values
     * @throws HsmException REFUSED, as {@link KeyBlocks#receive}
     */
    public static BoundKey open(
            KeyBlock block,
            KeyRef key,
            BlockPolicy policy,
            BlockProtection under,
            KeyAlgorithm protecting,
            Function<KcvMethod, Kcv> protection) {
        policy.requireReadable(block.header().version());
        byte[] clear = KeyBlockCipher.open(block, under);
        try {
            KeyAlgorithm algorithm = KeyBinding.require(key, block.header(), clear.length, policy);
            KeyBinding.requireStrength(protecting, key, algorithm);
            block.header().optional(PROTECTION_CHECK).ifPresent(said -> requireCheck(under.label(), said, protection));
            return new BoundKey(key, algorithm, block.header().optional(KEY_CHECK), clear);
        } catch (RuntimeException e) {
            Arrays.fill(clear, (byte) 0);
            throw e;
        }
    }

    /** Puts a clear key into a block of the version that its protection key is for; the caller wipes it. */
    public static KeyBlock seal(
            KeyRef key,
            KeyAlgorithm algorithm,
            char exportability,
            byte[] clear,
            IntFunction<byte[]> random,
            BlockProtection under,
            KeyAlgorithm protecting) {
        KeyBinding.requireStrength(protecting, key, algorithm);
        KeyBlockVersion version = protecting.isAes() ? KeyBlockVersion.D : KeyBlockVersion.B;
        KeyBlockHeader header = KeyBinding.header(key, algorithm, version, exportability);
        return KeyBlockCipher.seal(header, clear, algorithm.isTdes() ? TDES_SHOWN : AES_SHOWN, random, under);
    }

    /** Refuses a key whose check value is not the one in its block. */
    public void requireCheck(Function<KcvMethod, Kcv> actual) {
        check.ifPresent(said -> requireCheck(key.label(), said, actual));
    }

    /** Optional blocks KC and KP: method 00 or 01, then the check value in hex. */
    private static void requireCheck(String label, String said, Function<KcvMethod, Kcv> actual) {
        KcvMethod method =
                switch (said.length() < 2 ? "" : said.substring(0, 2)) {
                    case "00" -> KcvMethod.LEGACY;
                    case "01" -> KcvMethod.CMAC;
                    default -> throw HsmException.refused(Fault.FORMAT, label, "a check value's method is 00 or 01");
                };
        String hex = said.substring(2);
        if (hex.length() < 6
                || hex.length() > 16
                || hex.length() % 2 != 0
                || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw HsmException.refused(Fault.FORMAT, label, "a check value is 3 to 8 bytes in hex");
        }
        if (!actual.apply(method).agreesWith(new Kcv(hex))) {
            throw HsmException.refused(Fault.CHECK_VALUE, label, "the block says another check value");
        }
    }

    /** What the key is made of. */
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** The key itself; wiped by {@link #close}. */
    public byte[] clear() {
        return clear;
    }

    @Override
    public void close() {
        Arrays.fill(clear, (byte) 0);
    }
}

package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.keyblock.BlockPolicy;
import org.pointwork.hsm.keyblock.ClearProtection;
import org.pointwork.hsm.keyblock.KeyBlock;
import org.pointwork.hsm.keyblock.KeyBlockCipher;
import org.pointwork.hsm.keyblock.KeyBlockHeader;
import org.pointwork.hsm.keyblock.KeyBlockVersion;
import org.pointwork.hsm.keyblock.OptionalBlock;

/** Key blocks in and out of SoftHSM2, held against psec's and against the same in the clear. */
class KeyBlocksTest {
    private static final BlockKey UNDER = new BlockKey("kbpk.test");
    private static final PinKey PIN = new PinKey("zpk.block");
    private static final String TDES = "0123456789ABCDEFFEDCBA9876543210";
    private static final String AES = "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6";
    private static final String KEY = "F2384A91C2E56D80A1B3C4D5E6F70825";
    private static final BlockPolicy OLD = new BlockPolicy(EnumSet.allOf(KeyBlockVersion.class), true);

    private Pkcs11Config config;
    private KeyLoader loader;

    @BeforeEach
    void aToken() {
        config = TestToken.fresh();
        loader = KeyLoader.open(config);
    }

    @AfterEach
    void close() {
        loader.close();
    }

    /** The token derives what psec derived: all versions and all lengths of protection keys that a token takes. */
    @Test
    void opensWhatPsecMade() {
        int opened = 0;
        for (var call : Corpus.psec("psec.tr31.KeyBlock.unwrap")) {
            byte[] kbpk = call.hex("kbpk");
            if (call.failed() || kbpk.length == 8) {
                continue;
            }
            KeyBlock block = KeyBlock.parse(call.text("key_block").orElseThrow());
            assertArrayEquals(call.hex("out"), opened(kbpk, block), call.line());
            opened++;
        }
        assertEquals(64, opened);
    }

    /** Past the rules for keys: psec's protection keys have even parity and equal parts. */
    private byte[] opened(byte[] kbpk, KeyBlock block) {
        boolean aes = block.header().version().isAes();
        KeyAlgorithm algorithm =
                switch (kbpk.length) {
                    case 16 -> aes ? KeyAlgorithm.AES128 : KeyAlgorithm.TDES2;
                    case 24 -> aes ? KeyAlgorithm.AES192 : KeyAlgorithm.TDES3;
                    default -> KeyAlgorithm.AES256;
                };
        try (var token = connection()) {
            return token.run("psec", (session, keys) -> {
                KeyObject.of(session, UNDER)
                        .forEach(old -> session.cryptoki().destroyObject(session.handle(), old.handle()));
                new KeyFactory(session, UNDER, algorithm).store(new KeyId(UNDER.purpose(), KeyId.Part.KEY, 1), kbpk);
                return KeyBlockCipher.open(block, new TokenProtection(session, UNDER));
            });
        }
    }

    private TokenConnection connection() {
        return TokenConnection.open(config.withSessions(1), true);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"TDES2", "TDES3", "AES128", "AES192", "AES256"})
    void whatIsGivenOutComesBack(KeyAlgorithm algorithm) {
        BlockKey under = loaded(AES);
        var made = loader.issue(under, PIN, algorithm, 'E');
        assertEquals(KeyBlockVersion.D, made.block().header().version());
        byte[] clear = KeyBlockCipher.open(
                made.block(), new ClearProtection(HexFormat.of().parseHex(AES)));
        assertEquals(algorithm.lengthInBytes(), clear.length);
        var copy = new PinKey("zpk.copy");
        assertEquals(
                made.kcv(),
                loader.receive(under, KeyBlock.parse(made.block().text()), copy, BlockPolicy.STRICT, Optional.empty()));
        for (KcvMethod method : KcvMethod.values()) {
            assertEquals(loader.checkValueOf(algorithm, clear, method), loader.check(copy, method));
        }
    }

    @Test
    void aProtectionKeyMadeInTheTokenWorks() {
        loader.generateKey(UNDER, KeyAlgorithm.TDES2);
        var made = loader.issue(UNDER, new MacKey("zak.block"), KeyAlgorithm.TDES2, 'N');
        assertEquals("M3", made.block().header().usage());
        assertEquals(
                made.kcv(),
                loader.receive(UNDER, made.block(), new MacKey("zak.copy"), BlockPolicy.STRICT, Optional.empty()));
    }

    /** What comes, and why it becomes no key. */
    @ParameterizedTest
    @CsvSource({
        "B, P0, T, B, 00, E, STRICT, '', ''",
        "B, P0, T, N, 00, S, STRICT, '', ''",
        "B, P0, T, E, 00, E, STRICT, '', POLICY",
        "B, P0, T, E, 00, E, OLD,    '', ''",
        "A, P0, T, B, 00, E, STRICT, '', POLICY",
        "C, P0, T, B, 00, E, STRICT, '', POLICY",
        "B, M3, T, C, 00, E, STRICT, '', USAGE",
        "B, K0, T, B, 00, E, STRICT, '', USAGE",
        "B, P0, T, X, 00, E, STRICT, '', USAGE",
        "B, P0, T, C, 00, E, OLD,    '', USAGE",
        "B, P0, T, B, c1, E, STRICT, '', USAGE",
        "B, P0, A, B, 00, E, STRICT, '', ALGORITHM",
        "B, P0, D, B, 00, E, STRICT, '', ALGORITHM",
        "B, P0, T, B, 00, Q, STRICT, '', FORMAT",
        "B, P0, T, B, 00, E, STRICT, KC00, ''",
        "B, P0, T, B, 00, E, STRICT, KC01, ''",
        "B, P0, T, B, 00, E, STRICT, KC00000000, CHECK_VALUE",
        "B, P0, T, B, 00, E, STRICT, KP00, ''",
        "B, P0, T, B, 00, E, STRICT, KP010000000000, CHECK_VALUE",
        "B, P0, T, B, 00, E, STRICT, KC02000000, FORMAT",
        "B, P0, T, B, 00, E, STRICT, KC000, FORMAT",
    })
    void theHeaderBinds(
            KeyBlockVersion version,
            String usage,
            char algorithm,
            char mode,
            String keyVersion,
            char exportability,
            String policy,
            String check,
            String fault) {
        BlockKey under = loaded(TDES);
        List<OptionalBlock> optional = Optional.of(check)
                .filter(text -> !text.isEmpty())
                .map(text -> new OptionalBlock(text.substring(0, 2), withCheckValue(text)))
                .stream()
                .toList();
        var header = new KeyBlockHeader(
                version.isDerived() ? version : KeyBlockVersion.B,
                usage,
                algorithm,
                mode,
                keyVersion,
                exportability,
                optional);
        KeyBlock block = KeyBlockCipher.seal(
                header,
                HexFormat.of().parseHex(KEY),
                24,
                byte[]::new,
                new ClearProtection(HexFormat.of().parseHex(TDES)));
        String text = version.isDerived() ? block.text() : version + "0088P0TB00E0000" + "0".repeat(72);
        BlockPolicy allowed = policy.equals("OLD") ? OLD : BlockPolicy.STRICT;
        if (fault.isEmpty()) {
            assertEquals(
                    KcvMethod.LEGACY.lengthInBytes() * 2,
                    receive(under, text, PIN, allowed).hex().length());
            return;
        }
        refused(Fault.valueOf(fault), () -> receive(under, text, PIN, allowed));
        assertTrue(loader.list().stream().noneMatch(entry -> entry.key().equals(PIN)), "nothing is stored");
    }

    private String withCheckValue(String block) {
        if (block.length() > 4) {
            return block.substring(2);
        }
        KcvMethod method = block.endsWith("00") ? KcvMethod.LEGACY : KcvMethod.CMAC;
        byte[] of = HexFormat.of().parseHex(block.startsWith("KC") ? KEY : TDES);
        return block.substring(2) + loader.checkValueOf(KeyAlgorithm.TDES2, of, method);
    }

    @Test
    void aStrongKeyIsNotPutUnderAWeakOne() {
        refused(Fault.ALGORITHM, () -> loader.issue(loaded(TDES), PIN, KeyAlgorithm.AES128, 'E'));
    }

    @Test
    void pseudonymKeysTravelInNoBlock() {
        refused(Fault.USAGE, () -> loader.issue(loaded(AES), new TokenKey("pan.token"), KeyAlgorithm.AES256, 'E'));
    }

    @Test
    void weakKeysAreRefused() {
        BlockKey under = loaded(TDES);
        for (var weak :
                List.of("01010101010101010101010101010101:WEAK_KEY", "0023456789ABCDEFFEDCBA9876543210:PARITY")) {
            KeyBlock block = KeyBlockCipher.seal(
                    new KeyBlockHeader(KeyBlockVersion.B, "P0", 'T', 'B', "00", 'N', List.of()),
                    HexFormat.of().parseHex(weak.split(":")[0]),
                    24,
                    byte[]::new,
                    new ClearProtection(HexFormat.of().parseHex(TDES)));
            refused(
                    Fault.valueOf(weak.split(":")[1]),
                    () -> loader.receive(under, block, PIN, BlockPolicy.STRICT, Optional.empty()));
        }
    }

    @Test
    void theLastDayOfAKeyStaysWithIt() {
        loader.generateKey(PIN, KeyAlgorithm.TDES2);
        assertEquals(Optional.empty(), loader.details().getFirst().end());
        loader.setEnd(PIN, LocalDate.of(2027, 2, 28));
        loader.close();
        loader = KeyLoader.open(config);
        assertEquals(
                Optional.of(LocalDate.of(2027, 2, 28)),
                loader.details().getFirst().end());
    }

    private Kcv receive(BlockKey under, String block, KeyRef key, BlockPolicy policy) {
        return loader.receive(under, KeyBlock.parse(block), key, policy, Optional.empty());
    }

    private BlockKey loaded(String hex) {
        TestToken.load(loader, UNDER, hex.length() == 64 ? KeyAlgorithm.AES256 : KeyAlgorithm.TDES2, hex);
        return UNDER;
    }

    private static void refused(Fault fault, Runnable what) {
        HsmException refused = assertThrows(HsmException.class, what::run);
        assertEquals(fault, refused.fault(), refused.getMessage());
    }
}

package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.card.Derivation;

/**
 * Nothing secret stays in the memory of a process that uses a token. The functions run in a child; this process, which knows
 * the secrets, looks through all memory that the child can write after each of them. Copies in dead objects count as well:
 * no garbage is collected, and so none is left behind by moving objects either, which no program can wipe.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClearValuesTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** The child's small heap lies below, and no library does: the JVM keeps it where pointers are short. */
    private static final long END_OF_HEAP = 1L << 32;

    private static final int NEUTRAL_ORDERS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final Map<String, byte[]> canaries = new LinkedHashMap<>();
    /** Of keys in the token. SoftHSM2 is a library in the child: keys that it worked with may lie in its own memory. */
    private final Map<String, byte[]> tokenKeys = new LinkedHashMap<>();

    @TempDir
    Path dir;

    private Process child;
    private BufferedReader said;
    private ProcessMemory memory;

    @BeforeAll
    void startAChildOnATokenWithKeys() throws IOException {
        var token = TestToken.fresh();
        try (var loader = KeyLoader.open(token)) {
            for (KeyRef key : List.of(
                    new MacKey("tak"),
                    new PinKey("zpk.from"),
                    new PinKey("zpk.to"),
                    new ZoneKey("zmk"),
                    new CvvKey("cvk"),
                    new PvvKey("pvk"),
                    new BaseKey("bdk"),
                    new IssuerKey("imk.ac", Role.CRYPTOGRAM),
                    new IssuerKey("imk.smi", Role.SCRIPT_MAC),
                    new IssuerKey("imk.smc", Role.SCRIPT_DATA),
                    new IssuerKey("imk.dcv", Role.DYNAMIC_CODE))) {
                byte[] clear = randomKey();
                TestToken.load(loader, key, KeyAlgorithm.TDES2, HEX.formatHex(clear));
                keys.put(key.label(), clear);
                canary(tokenKeys, "key " + key.label(), clear);
            }
        }
        child = start(token);
        said = child.inputReader(US_ASCII);
        assertEquals("ready", said.readLine());
        memory = new ProcessMemory(child.pid());
        Assumptions.assumeTrue(memory.isReadable(), "the system does not let us read a child's memory");
    }

    private static Process start(Pkcs11Config token) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms32m",
                        "-Xmx512m",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MemoryChild.class.getName(),
                        token.module().toString(),
                        token.tokenLabel())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .put(SoftHsm.CONFIG_VARIABLE, TestToken.softHsm().configFile().toString());
        return builder.start();
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (child != null) {
            child.destroy();
            child.waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"keep", "keepOutside"})
    void whatIsKeptIsFound(String how) throws IOException {
        byte[] secret = randomKey();
        tell(how + " " + file(secret));
        for (int i = 0; i < NEUTRAL_ORDERS; i++) {
            tell("mac");
        }
        var found = memory.find(Map.of("control", secret));
        assertEquals(how.equals("keep"), found.get("control").getFirst() < END_OF_HEAP);
        tell("forget");
        assertEquals(List.of("control"), List.copyOf(found.keySet()));
        assertTrue(memory.find(Map.of("control", secret)).isEmpty(), "the control is wiped again");
    }

    @Test
    void keysThatAreLoaded() throws IOException {
        byte[] imported = randomKey();
        byte[] received = randomKey();
        canary(tokenKeys, "imported key", imported);
        canary(tokenKeys, "received key", received);
        after("importKey " + file(imported) + " " + kcv(imported));
        byte[] underZone = ClearCrypto.tdes(Cipher.ENCRYPT_MODE, keys.get("zmk"), received);
        after("receive " + HEX.formatHex(underZone) + " " + kcv(received));
    }

    @Test
    void macs() throws IOException {
        after("mac");
    }

    @Test
    void pins() throws IOException {
        byte[] pin = "904172358613".getBytes(US_ASCII);
        byte[] block = pinBlock(pin);
        canary("PIN", pin);
        canary("PIN block", block);
        canary("PIN block before the PAN", xorPan(block));
        after("encipherPin " + file(pin));
        after("translatePin " + HEX.formatHex(underPinKey(block)));
        canary("what a PVV is made of", HEX.parseHex("4567890123419041"));
        after("pinReference " + HEX.formatHex(underPinKey(block)));
    }

    /** X9.24-1, A.6: the initial key is the base key's encryption of the terminal's name, and of it with a variant. */
    @Test
    void dukpt() throws IOException {
        byte[] name = HEX.parseHex("FFFF9876543210E0");
        byte[] variant = keys.get("bdk").clone();
        for (int i : new int[] {0, 1, 2, 3, 8, 9, 10, 11}) {
            variant[i] ^= (byte) 0xC0;
        }
        byte[] initial = Arrays.copyOf(ClearCrypto.tdes(Cipher.ENCRYPT_MODE, keys.get("bdk"), name), 16);
        System.arraycopy(ClearCrypto.tdes(Cipher.ENCRYPT_MODE, variant, name), 0, initial, 8, 8);
        canary("initial key", initial);
        canary(tokenKeys, "base key's variant", variant);
        after("dukptMac");
    }

    private byte[] underPinKey(byte[] block) {
        return ClearCrypto.tdes(Cipher.ENCRYPT_MODE, keys.get("zpk.from"), block);
    }

    @Test
    void codesOfCards() throws IOException {
        derived("key for codes", keys.get("imk.dcv"), Derivation.master(MemoryChild.CARD));
        after("verifyCardCode");
        after("verifyDynamicCode");
    }

    @ParameterizedTest
    @CsvSource({"VISA_10", "VISA_18", "VISA_22", "MCHIP", "MCHIP_COMMON"})
    void chips(String version) throws IOException {
        String wrong = "0102030405060708";
        derived("card's key for cryptograms", keys.get("imk.ac"), Derivation.master(MemoryChild.CARD));
        derived("card's key for script MACs", keys.get("imk.smi"), Derivation.master(MemoryChild.CARD));
        derived("card's key for script data", keys.get("imk.smc"), Derivation.master(MemoryChild.CARD));
        after("verifyCryptogram " + version + " " + wrong);
        after("answerCryptogram " + version + " " + wrong, "HsmException");
        after("scriptMac " + version + " " + wrong);
        byte[] pin = "904172358613".getBytes(US_ASCII);
        canary("PIN", pin);
        after("scriptPin " + version + " " + wrong + " " + HEX.formatHex(underPinKey(pinBlock(pin))));
    }

    /** The key, as it is made and with odd parity. */
    private byte[] derived(String name, byte[] parent, byte[] data) {
        byte[] made = ClearCrypto.tdes(Cipher.ENCRYPT_MODE, parent, data);
        canary(name + ", as made", made);
        byte[] odd = made.clone();
        setOddParity(odd);
        canary(name, odd);
        return odd;
    }

    private void after(String order) throws IOException {
        after(order, "done");
    }

    private void after(String order, String answer) throws IOException {
        String did = tell(order);
        assertTrue(did.contains(answer), order + ": " + did);
        String by = "left in memory by " + order.split(" ")[0];
        var found = found();
        for (int i = 0; i < NEUTRAL_ORDERS && isOutsideOfHeap(found); i++) {
            tell("mac");
            found = found();
        }
        assertEquals(Map.of(), found, by);
    }

    /** The token's library leaves bytes on the stack and in what it frees; its next calls write over them. */
    private static boolean isOutsideOfHeap(Map<String, List<Long>> found) {
        return !found.isEmpty() && found.values().stream().flatMap(List::stream).allMatch(at -> at >= END_OF_HEAP);
    }

    private Map<String, List<Long>> found() throws IOException {
        var sought = new LinkedHashMap<>(canaries);
        sought.putAll(tokenKeys);
        var found = memory.find(sought);
        tokenKeys.keySet().stream().filter(found::containsKey).forEach(name -> found.get(name)
                .removeIf(at -> at >= END_OF_HEAP));
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private String tell(String order) throws IOException {
        child.outputWriter(US_ASCII).append(order).append('\n').flush();
        return said.readLine();
    }

    private String file(byte[] secret) throws IOException {
        return Files.write(Files.createTempFile(dir, "secret", ""), secret).toString();
    }

    /** Whole where it is short; a key by its halves, which are single DES keys. */
    private void canary(String name, byte[] secret) {
        canary(canaries, name, secret);
    }

    private static void canary(Map<String, byte[]> into, String name, byte[] secret) {
        if (secret.length == 16) {
            into.put(name + ", left half", Arrays.copyOf(secret, 8));
            into.put(name + ", right half", Arrays.copyOfRange(secret, 8, 16));
        } else {
            into.put(name, secret);
        }
    }

    private static byte[] pinBlock(byte[] pin) {
        byte[] block = HEX.parseHex("0C" + new String(pin, US_ASCII) + "FF");
        return xorPan(block);
    }

    private static byte[] xorPan(byte[] block) {
        byte[] mixed = block.clone();
        byte[] pan = HEX.parseHex("0000" + new String(MemoryChild.PAN, 3, 12, US_ASCII));
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= pan[i];
        }
        return mixed;
    }

    private static String kcv(byte[] key) {
        return HEX.formatHex(ClearCrypto.tdes(Cipher.ENCRYPT_MODE, key, new byte[8]), 0, 3);
    }

    private static byte[] randomKey() {
        byte[] key = new byte[16];
        RANDOM.nextBytes(key);
        setOddParity(key);
        return key;
    }

    private static void setOddParity(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) (Integer.bitCount(key[i] & 0xFF) % 2 == 0 ? 1 : 0);
        }
    }
}

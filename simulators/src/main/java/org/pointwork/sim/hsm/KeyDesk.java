package org.pointwork.sim.hsm;

import static org.pointwork.hsm.host.BoxKey.ZMK;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.host.HostCommand;
import org.pointwork.hsm.host.HostFields;
import org.pointwork.sim.hsm.TestLmk.Opened;

/** Commands about keys, and about the box itself. */
final class KeyDesk {
    private static final String FIRMWARE = "SIM0-0001";
    private static final int DOUBLE = 16;
    private static final int TRIPLE = 24;
    private static final int CHECK_VALUE = 6;

    private final KeyShelf shelf;
    private final SecureRandom random = new SecureRandom();

    KeyDesk(KeyShelf shelf) {
        this.shelf = shelf;
    }

    /** NC. */
    void diagnose(HostFields in, HostCommand out) {
        in.end();
        out.ascii(shelf.lmk().checkValue()).ascii(FIRMWARE);
    }

    /** NO. */
    void status(HostFields in, HostCommand out) {
        in.text("mode", 2);
        in.end();
        out.ascii("3").ascii("1").ascii("64").ascii(FIRMWARE).ascii("000");
    }

    /** B2. */
    void echo(HostFields in, HostCommand out) {
        out.raw(in.raw("data", in.number("length", 4, 16)));
        in.end();
    }

    /** BU. */
    void checkValue(HostFields in, HostCommand out) {
        if (!in.text("key type", 2).equals("FF")) {
            throw new Refusal(Refusal.KEY_TYPE_CODE);
        }
        in.text("length flag", 1);
        String text = in.key("key");
        String code = "FFF";
        if (!text.startsWith("S")) {
            in.expect("delimiter", ';');
            code = in.text("key type", 3);
        }
        in.end();
        out.ascii(checkValue(text, code));
    }

    private String checkValue(String text, String code) {
        KeyRef key = shelf.any(text, code);
        return shelf.engine().check(key).hex().substring(0, CHECK_VALUE);
    }

    /** A6. */
    void importKey(HostFields in, HostCommand out) {
        String code = in.text("key type", 3);
        Opened zone = shelf.open(in.key("ZMK"), ZMK);
        try {
            String scheme = in.text("key scheme", 1);
            byte[] underZone = in.hex("key under the ZMK", scheme.equals("X") ? DOUBLE : TRIPLE);
            byte[] clear = TestLmk.tdes(Cipher.DECRYPT_MODE, zone.clear(), underZone);
            try {
                requireOddParity(clear);
                String kept = keep(code, in, clear, "T");
                in.end();
                out.ascii(kept).ascii(checkValue(kept, code));
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        } finally {
            zone.wipe();
        }
    }

    /** The box imports such a key with its parity put right and says 01; nobody should want that. */
    private static void requireOddParity(byte[] clear) {
        for (byte b : clear) {
            if (Integer.bitCount(b & 0xFF) % 2 == 0) {
                throw new Refusal(Refusal.NOT_VERIFIED);
            }
        }
    }

    /** Puts a key under the master key; the scheme for it is the next field. */
    private String keep(String code, HostFields in, byte[] clear, String algorithm) {
        if (!in.text("key scheme under the master key", 1).equals("S")) {
            return shelf.lmk().variant(typed(code), clear);
        }
        in.expect("delimiter", '#');
        String attributes = in.text("usage", 2) + algorithm + in.text("mode of use", 1);
        return shelf.lmk().block(attributes + in.text("version, exportability, optional blocks", 5) + "00", clear);
    }

    private static BoxKey typed(String code) {
        return Arrays.stream(BoxKey.values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.KEY_TYPE_CODE));
    }

    /** A0, double-length keys that go out under a ZMK as well. */
    void generate(HostFields in, HostCommand out) {
        in.expect("mode of a key under a ZMK", '1');
        String code = in.text("key type", 3);
        String scheme = in.text("key scheme under the master key", 1);
        in.expect("delimiter", ';');
        in.expect("ZMK flag", '0');
        Opened zone = shelf.open(in.key("ZMK"), ZMK);
        in.expect("key scheme under the ZMK", 'X');
        byte[] clear = randomKey();
        try {
            String kept;
            if (scheme.equals("S")) {
                in.expect("delimiter", '#');
                String usage = in.text("usage", 2);
                if (!in.text("algorithm", 2).equals("T2")) {
                    throw new Refusal(Refusal.BLOCK_ALGORITHM);
                }
                kept = shelf.lmk().block(usage + "T" + in.text("mode of use and others", 6) + "00", clear);
            } else {
                kept = shelf.lmk().variant(typed(code), clear);
            }
            in.end();
            byte[] underZone = TestLmk.tdes(Cipher.ENCRYPT_MODE, zone.clear(), clear);
            out.ascii(kept)
                    .ascii("X" + HexFormat.of().withUpperCase().formatHex(underZone))
                    .ascii(checkValue(kept, code));
        } finally {
            zone.wipe();
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] randomKey() {
        byte[] key = new byte[DOUBLE];
        random.nextBytes(key);
        for (int i = 0; i < key.length; i++) {
            if (Integer.bitCount(key[i] & 0xFF) % 2 == 0) {
                key[i] ^= 1;
            }
        }
        return key;
    }
}

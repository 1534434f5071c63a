package org.pointwork.sim.hsm;

import static org.pointwork.hsm.host.BoxKey.*;

import java.util.Arrays;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.host.HostCommand;
import org.pointwork.hsm.host.HostFields;

/** Commands about MACs, and about data under DUKPT. */
final class MacDesk {
    private static final int MAC = 8;
    private static final int BLOCK = 8;

    private final KeyShelf shelf;
    private final Hsm engine;

    MacDesk(KeyShelf shelf) {
        this.shelf = shelf;
        this.engine = shelf.engine();
    }

    /** M6. */
    void generate(HostFields in, HostCommand out) {
        Message message = Message.read(shelf, in);
        in.end();
        byte[] mac = engine.mac(message.key, message.algorithm, message.data, 0, message.data.length);
        out.hex(Arrays.copyOf(mac, message.macLength));
    }

    /** M8. */
    void verify(HostFields in) {
        Message message = Message.read(shelf, in);
        byte[] mac = in.hex("MAC", message.macLength);
        in.end();
        byte[] right = engine.mac(message.key, message.algorithm, message.data, 0, message.data.length);
        Desk.verified(Arrays.equals(mac, Arrays.copyOf(right, message.macLength)));
    }

    /** What both commands have before the MAC. */
    private record Message(MacKey key, MacAlgorithm algorithm, int macLength, byte[] data) {
        static Message read(KeyShelf shelf, HostFields in) {
            in.expect("mode of a whole message", '0');
            in.expect("binary input", '0');
            int macLength = in.number("MAC size", 1, 10) == 0 ? MAC / 2 : MAC;
            MacAlgorithm algorithm = algorithm(in.text("MAC algorithm", 1) + in.text("padding method", 1));
            MacKey key = (MacKey) shelf.nextTyped(in, "key", ZAK, CMAC);
            return new Message(key, algorithm, macLength, in.raw("message", in.number("message length", 4, 16)));
        }

        private static MacAlgorithm algorithm(String code) {
            return switch (code) {
                case "11" -> MacAlgorithm.CBC;
                case "12" -> MacAlgorithm.CBC_PADDED;
                case "31" -> MacAlgorithm.RETAIL;
                case "32" -> MacAlgorithm.RETAIL_PADDED;
                case "60" -> MacAlgorithm.CMAC;
                default -> throw new Refusal(Refusal.INPUT);
            };
        }
    }

    /** LQ. */
    void hmac(HostFields in, HostCommand out) {
        if (!in.text("hash identifier", 2).equals("06")) {
            throw new Refusal("05");
        }
        int length = in.number("HMAC length", 4, 10);
        in.text("key format", 2);
        HostFields keyField = new HostFields(in.raw("key", in.number("key length", 4, 10)));
        MacKey key = (MacKey) shelf.next(keyField, "key", HMAC);
        keyField.end();
        in.expect("delimiter", ';');
        byte[] data = in.raw("data", in.number("data length", 5, 10));
        in.end();
        if (length < 16 || length > MacAlgorithm.HMAC_SHA256.lengthInBytes()) {
            throw new Refusal(Refusal.DATA_LENGTH);
        }
        byte[] mac = engine.mac(key, MacAlgorithm.HMAC_SHA256, data, 0, data.length);
        out.decimal(length, 4).raw(mac, 0, length);
    }

    /** GW. */
    void dukpt(HostFields in, HostCommand out) {
        String mode = in.text("mode", 1);
        in.expect("X9.19", '1');
        BaseKey base = (BaseKey) shelf.next(in, "base key", BDK);
        DukptKey key = PinDesk.transaction(base, in);
        boolean verifies = mode.equals("1");
        byte[] mac = verifies ? in.hex("MAC", MAC) : new byte[0];
        byte[] data = in.raw("message", in.number("message length", 4, 10));
        in.end();
        if (data.length == 0 || data.length % BLOCK != 0) {
            throw new Refusal(Refusal.DATA_LENGTH);
        }
        if (verifies) {
            Desk.verified(engine.verifyMac(key, MacAlgorithm.RETAIL, data, 0, data.length, mac));
        } else if (mode.equals("4")) {
            out.hex(engine.mac(key, MacAlgorithm.RETAIL, data, 0, data.length));
        } else {
            throw new Refusal(Refusal.INPUT);
        }
    }

    /** M0 and M2 under a base derivation key. */
    void data(boolean encrypts, HostFields in, HostCommand out) {
        if (!in.text("mode", 2).equals("01") || !in.text("formats", 2).equals("00")) {
            throw new Refusal(Refusal.INPUT);
        }
        BaseKey base = (BaseKey) shelf.nextTyped(in, "key", BDK);
        DukptKey key = PinDesk.transaction(base, in);
        byte[] iv = in.hex("IV", BLOCK);
        byte[] data = in.raw("message", in.number("message length", 4, 16));
        in.end();
        if (!Arrays.equals(iv, new byte[BLOCK])) {
            throw new Refusal(Refusal.INPUT);
        }
        byte[] done = encrypts ? engine.encrypt(key, data) : engine.decrypt(key, data);
        byte[] enciphered = encrypts ? done : data;
        out.hex(Arrays.copyOfRange(enciphered, enciphered.length - BLOCK, enciphered.length))
                .hexadecimal(done.length, 4)
                .raw(done);
    }
}

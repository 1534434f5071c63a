package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.pointwork.hsm.host.BoxKey.*;

import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinMethod.VisaPvv;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.host.HostCommand;
import org.pointwork.hsm.host.HostFields;

/** Commands about PIN blocks. */
final class PinDesk {
    private static final int ACCOUNT = 12;
    private static final int OFFSET = 12;
    private static final int COUNTER_DIGITS = 5;
    /** The box tells the PIN's length here; our engine tells nobody. */
    private static final String UNTOLD_LENGTH = "00";

    private final KeyShelf shelf;
    private final Hsm engine;

    PinDesk(KeyShelf shelf) {
        this.shelf = shelf;
        this.engine = shelf.engine();
    }

    /** CA and CC. */
    void translate(BoxKey source, HostFields in, HostCommand out) {
        PinKey from = (PinKey) shelf.next(in, "source key", source);
        PinKey to = (PinKey) shelf.next(in, "destination key", ZPK);
        in.number("longest PIN", 2, 10);
        translate(from, to, in, out);
    }

    /** G0. */
    void translateDukpt(HostFields in, HostCommand out) {
        BaseKey base = (BaseKey) shelf.next(in, "base key", BDK);
        PinKey to = (PinKey) shelf.next(in, "destination key", ZPK);
        translate(transaction(base, in), to, in, out);
    }

    private void translate(PinSource from, PinKey to, HostFields in, HostCommand out) {
        byte[] block = in.hex("PIN block", blockLength(in, from));
        PinFormat fromFormat = format(in);
        PinFormat toFormat = format(in);
        byte[] pan = pan(in, fromFormat == PinFormat.ISO_4 || toFormat == PinFormat.ISO_4);
        in.end();
        byte[] translated = engine.translatePin(from, fromFormat, to, toFormat, block, pan);
        out.ascii(UNTOLD_LENGTH).hex(translated).ascii(code(toFormat));
    }

    /** DC, EC and GQ. */
    void verifyPvv(PinSource under, PvvKey key, HostFields in) {
        byte[] block = in.hex("PIN block", blockLength(in, under));
        PinFormat format = format(in);
        byte[] pan = pan(in, format == PinFormat.ISO_4);
        var method = new VisaPvv(key, in.number("PVKI", 1, 10));
        String pvv = in.text("PVV", 4);
        in.end();
        Desk.verified(engine.verifyPin(under, format, block, pan, method, pvv));
    }

    /** DA, EA and GO. */
    void verifyIbm(PinSource under, OffsetKey key, HostFields in) {
        byte[] block = in.hex("PIN block", blockLength(in, under));
        PinFormat format = format(in);
        in.number("check length", 2, 10);
        byte[] pan = pan(in, format == PinFormat.ISO_4);
        IbmFields ibm = IbmFields.read(in, pan);
        String offset = in.text("offset", OFFSET).replaceAll("F+$", "");
        in.end();
        Desk.verified(engine.verifyPin(under, format, block, ibm.pan(), ibm.method(key), offset));
    }

    /** FW and BK: what the issuer keeps of a PIN that its holder chose. */
    void reference(boolean isPvv, HostFields in, HostCommand out) {
        PinKey under = (PinKey) shelf.nextTyped(in, "PIN key", ZPK, TPK);
        KeyRef key = shelf.next(in, "PVK", isPvv ? PVK_PVV : PVK_IBM);
        byte[] block = in.hex("PIN block", blockLength(in, under));
        PinFormat format = format(in);
        if (!isPvv) {
            in.number("check length", 2, 10);
        }
        byte[] pan = pan(in, format == PinFormat.ISO_4);
        if (key instanceof PvvKey pvk) {
            PinMethod method = new VisaPvv(pvk, in.number("PVKI", 1, 10));
            in.end();
            out.ascii(engine.pinReference(under, format, block, pan, method));
        } else {
            IbmFields ibm = IbmFields.read(in, pan);
            in.end();
            String offset = engine.pinReference(under, format, block, ibm.pan(), ibm.method((OffsetKey) key));
            out.ascii(offset).ascii("F".repeat(OFFSET - offset.length()));
        }
    }

    /** A key serial number behind its descriptor, which says how it is divided. */
    static DukptKey transaction(BaseKey base, HostFields in) {
        String descriptor = in.text("KSN descriptor", 3);
        int digits = COUNTER_DIGITS;
        for (int i = 0; i < descriptor.length(); i++) {
            digits += Character.digit(descriptor.charAt(i), 16);
        }
        String ksn = in.text("KSN", digits);
        return new DukptKey(base, new Ksn("F".repeat(Math.max(0, 20 - digits)) + ksn), DukptKey.Way.REQUEST);
    }

    PinKey pinKey(HostFields in, BoxKey type) {
        return (PinKey) shelf.next(in, "PIN key", type);
    }

    /** AES keys have longer blocks; their check values are longer too. */
    private int blockLength(HostFields in, PinSource under) {
        return under instanceof PinKey key && engine.check(key).hex().length() > 6 ? 16 : 8;
    }

    private static byte[] pan(HostFields in, boolean isWhole) {
        String pan = isWhole ? in.textUntil("PAN", ';') : in.text("account number", ACCOUNT) + "0";
        return pan.getBytes(US_ASCII);
    }

    private static PinFormat format(HostFields in) {
        return switch (in.text("PIN block format", 2)) {
            case "01" -> PinFormat.ISO_0;
            case "05" -> PinFormat.ISO_1;
            case "34" -> PinFormat.ISO_2;
            case "47" -> PinFormat.ISO_3;
            case "48" -> PinFormat.ISO_4;
            default -> throw new Refusal(Refusal.FORMATS);
        };
    }

    private static String code(PinFormat format) {
        return switch (format) {
            case ISO_0 -> "01";
            case ISO_1 -> "05";
            case ISO_2 -> "34";
            case ISO_3 -> "47";
            case ISO_4 -> "48";
        };
    }
}

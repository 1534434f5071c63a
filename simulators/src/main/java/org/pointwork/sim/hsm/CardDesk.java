package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.pointwork.hsm.host.BoxKey.*;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.host.HostCommand;
import org.pointwork.hsm.host.HostFields;

/** Commands about card verification codes, cryptograms and scripts. */
final class CardDesk {
    private static final int CODE = 3;
    private static final int CRYPTOGRAM = 8;

    private final KeyShelf shelf;
    private final Hsm engine;

    CardDesk(KeyShelf shelf) {
        this.shelf = shelf;
        this.engine = shelf.engine();
    }

    /** CW. */
    void code(HostFields in, HostCommand out) {
        CvvKey key = (CvvKey) shelf.next(in, "CVK", CVK);
        out.raw(engine.cardCode(key, over(in)));
    }

    /** CY. */
    void verifyCode(HostFields in) {
        CvvKey key = (CvvKey) shelf.next(in, "CVK", CVK);
        byte[] code = in.raw("CVV", CODE);
        Desk.verified(engine.verifyCardCode(key, over(in), code));
    }

    private static CardCode over(HostFields in) {
        byte[] pan = in.textUntil("PAN", ';').getBytes(US_ASCII);
        var over = new CardCode(pan, in.text("expiry date", 4), in.text("service code", 3));
        in.end();
        return over;
    }

    /** KQ. */
    void cryptogram(HostFields in, HostCommand out) {
        cryptogram(in, out, scheme -> switch (scheme) {
            case "0" -> CryptogramVersion.VISA_10;
            case "1" -> CryptogramVersion.MCHIP;
            default -> throw new Refusal("05");
        });
    }

    /** KW, with the EMV common session key. */
    void commonCryptogram(HostFields in, HostCommand out) {
        cryptogram(in, out, scheme -> {
            if (!scheme.equals("2")) {
                throw new Refusal("05");
            }
            return CryptogramVersion.VISA_18;
        });
    }

    private void cryptogram(HostFields in, HostCommand out, Function<String, CryptogramVersion> versions) {
        String mode = in.text("mode", 1);
        CryptogramVersion version = versions.apply(in.text("scheme", 1));
        IssuerKey key = (IssuerKey) shelf.next(in, "MK-AC", MK_AC);
        ChipCard card = card(in);
        int atc = atc(in);
        byte[] unpredictable = in.raw("unpredictable number", 4);
        byte[] data = in.raw("transaction data", in.number("data length", 2, 16));
        in.expect("delimiter", ';');
        byte[] cryptogram = in.raw("cryptogram", CRYPTOGRAM);
        var request =
                new ChipRequest(version, atc, unpredictable, version.padded() ? unpadded(data) : data, cryptogram);
        switch (mode) {
            case "0" -> {
                in.end();
                Desk.verified(engine.verifyCryptogram(key, card, request));
            }
            case "1" -> answer(key, card, request, new ChipAnswer.Method1(in.raw("ARC", 2)), in, out);
            case "3" -> {
                byte[] status = in.raw("card status update", 4);
                byte[] proprietary = in.raw("proprietary data", in.number("proprietary data length", 1, 10));
                answer(key, card, request, new ChipAnswer.Method2(status, proprietary), in, out);
            }
            default -> throw new Refusal("04");
        }
    }

    private void answer(
            IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer, HostFields in, HostCommand out) {
        in.end();
        out.raw(engine.answerCryptogram(key, card, request, answer));
    }

    /** The engine pads by itself; the host has done it for the box. */
    private static byte[] unpadded(byte[] data) {
        int end = data.length - 1;
        while (end >= 0 && data[end] == 0) {
            end--;
        }
        if (end < 0 || data[end] != (byte) 0x80) {
            throw new Refusal(Refusal.INPUT);
        }
        return Arrays.copyOf(data, end);
    }

    /** KU without confidentiality. */
    void script(HostFields in, HostCommand out) {
        in.expect("mode of integrity alone", '0');
        String scheme = in.text("scheme", 1);
        IssuerKey key = (IssuerKey) shelf.next(in, "MK-SMI", MK_SMI);
        ChipCard card = card(in);
        if (scheme.equals("0")) {
            in.raw("zeros", CRYPTOGRAM - 2);
            script(key, card, request(CryptogramVersion.VISA_10, atc(in), new byte[CRYPTOGRAM]), in, out);
        } else {
            script(key, card, request(CryptogramVersion.MCHIP, 0, in.raw("session data", CRYPTOGRAM)), in, out);
        }
    }

    /** KY without confidentiality. */
    void commonScript(HostFields in, HostCommand out) {
        in.expect("mode of integrity alone", '0');
        IssuerKey key = (IssuerKey) shelf.next(in, "MK-SMI", MK_SMI);
        ChipCard card = card(in);
        script(key, card, request(CryptogramVersion.VISA_22, 0, in.raw("session data", CRYPTOGRAM)), in, out);
    }

    private void script(IssuerKey key, ChipCard card, ChipRequest request, HostFields in, HostCommand out) {
        byte[] command = in.raw("message data", in.number("message data length", 4, 16));
        in.expect("delimiter", ';');
        in.end();
        out.raw(engine.scriptMac(key, card, request, command));
    }

    private static ChipRequest request(CryptogramVersion version, int atc, byte[] cryptogram) {
        return new ChipRequest(version, atc, new byte[4], new byte[0], cryptogram);
    }

    private static int atc(HostFields in) {
        byte[] atc = in.raw("ATC", 2);
        return (atc[0] & 0xFF) << 8 | atc[1] & 0xFF;
    }

    /** PAN and sequence number come as their last 16 digits together. */
    private static ChipCard card(HostFields in) {
        String digits = HexFormat.of().formatHex(in.raw("PAN and sequence number", 8));
        if (!digits.matches("[0-9]{16}")) {
            throw new Refusal(Refusal.INPUT);
        }
        byte[] pan = digits.substring(0, 14).getBytes(US_ASCII);
        return new ChipCard(pan, Integer.parseInt(digits.substring(14)), ChipCard.Option.A);
    }
}

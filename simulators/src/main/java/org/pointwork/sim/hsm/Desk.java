package org.pointwork.sim.hsm;

import static java.util.Map.entry;
import static org.pointwork.hsm.host.BoxKey.*;

import java.util.Map;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.host.HostCommand;
import org.pointwork.hsm.host.HostFields;

/** What the simulator does for each command. A command that it does not know is a disabled one. */
final class Desk {
    private static final String DONE = "00";

    private final KeyShelf shelf;
    private final PinDesk pins;
    private final Map<String, Command> commands;

    /** Reads the fields of a command and writes those of its answer after the error code. */
    private interface Command {
        void run(HostFields in, HostCommand out);
    }

    Desk(KeyShelf shelf) {
        this.shelf = shelf;
        this.pins = new PinDesk(shelf);
        MacDesk macs = new MacDesk(shelf);
        CardDesk cards = new CardDesk(shelf);
        KeyDesk keys = new KeyDesk(shelf);
        this.commands = Map.ofEntries(
                entry("NC", keys::diagnose),
                entry("NO", keys::status),
                entry("B2", keys::echo),
                entry("BU", keys::checkValue),
                entry("A0", keys::generate),
                entry("A6", keys::importKey),
                entry("CA", (in, out) -> pins.translate(TPK, in, out)),
                entry("CC", (in, out) -> pins.translate(ZPK, in, out)),
                entry("G0", pins::translateDukpt),
                entry("DA", (in, _) -> verifyIbm(TPK, in)),
                entry("EA", (in, _) -> verifyIbm(ZPK, in)),
                entry("GO", (in, _) -> verifyIbmDukpt(in)),
                entry("DC", (in, _) -> verifyPvv(TPK, in)),
                entry("EC", (in, _) -> verifyPvv(ZPK, in)),
                entry("GQ", (in, _) -> verifyPvvDukpt(in)),
                entry("FW", (in, out) -> pins.reference(true, in, out)),
                entry("BK", (in, out) -> pins.reference(false, in, out)),
                entry("M6", macs::generate),
                entry("M8", (in, _) -> macs.verify(in)),
                entry("LQ", macs::hmac),
                entry("GW", macs::dukpt),
                entry("M0", (in, out) -> macs.data(true, in, out)),
                entry("M2", (in, out) -> macs.data(false, in, out)),
                entry("CW", cards::code),
                entry("CY", (in, _) -> cards.verifyCode(in)),
                entry("KQ", cards::cryptogram),
                entry("KW", cards::commonCryptogram),
                entry("KU", cards::script),
                entry("KY", cards::commonScript));
    }

    /** Whether the command says so itself that a longer key than IBM's was used. */
    private static boolean isIbm(String code) {
        return code.equals("DA") || code.equals("EA") || code.equals("GO") || code.equals("BK");
    }

    /** Answers a command, whatever it is. */
    HostCommand answer(String code, HostFields in) {
        String answerCode = HostCommand.answerCode(code);
        HostCommand out = new HostCommand(answerCode).ascii(isIbm(code) ? Refusal.DONE_WITH_LONGER_KEY : DONE);
        try {
            Command command = commands.get(code);
            if (command == null) {
                throw new Refusal(Refusal.DISABLED);
            }
            command.run(in, out);
            return out;
        } catch (Refusal e) {
            return new HostCommand(answerCode).ascii(e.code());
        } catch (HsmException e) {
            return new HostCommand(answerCode).ascii(Refusal.of(e).code());
        } catch (HostFields.Malformed | IllegalArgumentException _) {
            return new HostCommand(answerCode).ascii(Refusal.INPUT);
        }
    }

    private void verifyIbm(BoxKey type, HostFields in) {
        PinSource under = pins.pinKey(in, type);
        OffsetKey key = (OffsetKey) shelf.next(in, "PVK", PVK_IBM);
        in.number("longest PIN", 2, 10);
        pins.verifyIbm(under, key, in);
    }

    private void verifyIbmDukpt(HostFields in) {
        in.expect("mode of verification alone", '0');
        BaseKey base = (BaseKey) shelf.next(in, "base key", BDK);
        OffsetKey key = (OffsetKey) shelf.next(in, "PVK", PVK_IBM);
        pins.verifyIbm(PinDesk.transaction(base, in), key, in);
    }

    private void verifyPvv(BoxKey type, HostFields in) {
        PinSource under = pins.pinKey(in, type);
        pins.verifyPvv(under, (PvvKey) shelf.next(in, "PVK", PVK_PVV), in);
    }

    private void verifyPvvDukpt(HostFields in) {
        in.expect("mode of verification alone", '0');
        BaseKey base = (BaseKey) shelf.next(in, "base key", BDK);
        PvvKey key = (PvvKey) shelf.next(in, "PVK", PVK_PVV);
        pins.verifyPvv(PinDesk.transaction(base, in), key, in);
    }

    /** Error code 01 where it is not. */
    static void verified(boolean isVerified) {
        if (!isVerified) {
            throw new Refusal(Refusal.NOT_VERIFIED);
        }
    }
}

package org.pointwork.sim.script;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;
import org.pointwork.sim.pos.PosMessages;
import org.pointwork.sim.pos.TerminalKeys;

/** Makes the message that a {@code send} line means: what a terminal would say, and over it what the line sets. */
final class MessageMaker {
    private static final Set<Integer> BINARY = Set.of(52, 64, 96, 128);
    private static final String PURCHASE = "000000";
    private static final long DEFAULT_MINOR = 10_000;

    private final PosMessages messages = PosMessages.demo();
    private final TerminalKeys keys;
    private final Set<String> pans = ConcurrentHashMap.newKeySet();
    private final Set<String> pinBlocks = ConcurrentHashMap.newKeySet();

    MessageMaker(TerminalKeys keys) {
        this.keys = keys;
    }

    CardMessage make(Step.Send send, Optional<Exchange> about, Kept kept) {
        Fields start = about.map(earlier -> messages.about(send.mti(), earlier.request(), earlier.answer()))
                .orElseGet(() -> anew(send.mti()))
                .fields();
        Fields.Editor fields = start.edit();
        send.settings().forEach((de, setting) -> set(fields, de, setting, send.settings(), kept));
        CardMessage message = PosMessages.message(send.mti(), fields.done());
        message.pan().ifPresent(pan -> pans.add(pan.digits()));
        if (message.fields().has(52)) {
            pinBlocks.add(hex(message.fields().bytes(52)));
        }
        return message;
    }

    Canaries used() {
        return new Canaries(pans, pinBlocks);
    }

    private CardMessage anew(String mti) {
        return switch (new Mti(mti).messageClass()) {
            case '8' -> messages.network(mti, "301");
            case '5' -> messages.reconciliation(mti, LocalDate.now().minusDays(1), DayTotals.NONE);
            default -> messages.card(mti, PURCHASE, PosMessages.DEMO_PAN, DEFAULT_MINOR);
        };
    }

    private void set(Fields.Editor fields, int de, Step.Setting setting, Map<Integer, Step.Setting> all, Kept kept) {
        switch (setting) {
            case Step.Setting.Absent() -> fields.drop(de);
            case Step.Setting.Pin(String digits)
            when !BINARY.contains(de) -> fields.set(de, hex(keys.pinBlock(digits, pan(all))));
            case Step.Setting.Pin(String digits) -> fields.set(de, keys.pinBlock(digits, pan(all)));
            case Step.Setting.Text(String text)
            when BINARY.contains(de) -> fields.set(de, HexFormat.of().parseHex(kept.value(text)));
            case Step.Setting.Text(String text) -> fields.set(de, kept.value(text));
        }
    }

    private static String hex(byte[] block) {
        return HexFormat.of().withUpperCase().formatHex(block);
    }

    /** The card that a PIN belongs to: the one on the same line, else the demo's. */
    private static String pan(Map<Integer, Step.Setting> all) {
        return all.get(2) instanceof Step.Setting.Text(String pan) ? pan : PosMessages.DEMO_PAN;
    }
}

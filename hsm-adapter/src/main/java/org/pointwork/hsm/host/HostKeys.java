package org.pointwork.hsm.host;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys;

/** Working keys by A0 and A6: made, imported and checked in the box, kept under its master key in the catalogue. */
public final class HostKeys implements ZoneKeys {
    private static final String GENERATE_UNDER_ZONE_KEY = "1";
    private static final int DOUBLE_HEX = 32;
    private static final int CHECK_VALUE = 6;

    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    HostKeys(Caller caller) {
        this.caller = caller;
    }

    /** BU. The box says 6 digits or 16. */
    static Kcv check(Caller caller, BoxCryptogram key) {
        HostCommand command =
                new HostCommand("BU").ascii("FF").ascii(lengthFlag(key)).ascii(key.text());
        if (!key.isBlock()) {
            command.ascii(";").ascii(key.typeCode());
        }
        return caller.ask(key.label(), command)
                .read(fields ->
                        new Kcv(fields.text("check value", fields.left()).substring(0, CHECK_VALUE)));
    }

    private static String lengthFlag(BoxCryptogram key) {
        return switch (key.text().charAt(0)) {
            case 'S' -> "F";
            case 'T' -> "2";
            default -> "1";
        };
    }

    @Override
    public void receive(ZoneKey zone, KeyRef key, Cryptogram came) {
        KeyAlgorithm algorithm = algorithm(key, came.bytes().length);
        BoxCryptogram master = caller.key(zone);
        BoxKey type = typeFor(key, algorithm);
        HostCommand command = new HostCommand("A6")
                .ascii(master.isBlock() ? "FFF" : type.code())
                .ascii(master.text())
                .ascii(algorithm == KeyAlgorithm.TDES2 ? "X" : "Y")
                .hex(came.bytes())
                .ascii(scheme(master, algorithm));
        attributes(command, master, type, "");
        BoxAnswer answer = caller.ask(key.label(), command);
        if (answer.error().equals(BoxAnswer.NOT_VERIFIED)) {
            throw HsmException.refused(Fault.PARITY, key.label(), "a TDES key has odd parity");
        }
        Made made = answer.read(fields -> new Made(fields.key("key"), checkValue(fields)));
        if (!made.kcv().agreesWith(came.kcv())) {
            throw HsmException.refused(
                    Fault.CHECK_VALUE, key.label(), "check value " + made.kcv() + " is not the expected " + came.kcv());
        }
        store(key, type, made);
    }

    @Override
    public Cryptogram issue(ZoneKey zone, KeyRef key) {
        BoxCryptogram master = caller.key(zone);
        BoxKey type = typeFor(key, KeyAlgorithm.TDES2);
        HostCommand command = new HostCommand("A0")
                .ascii(GENERATE_UNDER_ZONE_KEY)
                .ascii(master.isBlock() ? "FFF" : type.code())
                .ascii(scheme(master, KeyAlgorithm.TDES2))
                .ascii(";0")
                .ascii(master.text())
                .ascii("X");
        attributes(command, master, type, "T2");
        BoxAnswer answer = caller.ask(key.label(), command);
        return answer.read(fields -> {
            String underMaster = fields.key("key under the master key");
            fields.expect("key scheme under the zone key", 'X');
            byte[] underZone = fields.hex("key under the zone key", DOUBLE_HEX / 2);
            Made made = new Made(underMaster, checkValue(fields));
            store(key, type, made);
            return new Cryptogram(underZone, made.kcv());
        });
    }

    /** A key that the box has made or imported. */
    private record Made(String text, Kcv kcv) {}

    private static Kcv checkValue(HostFields fields) {
        return new Kcv(fields.text("check value", CHECK_VALUE));
    }

    /** What a key block says of its key: usage, mode of use, version 00, exportable under a trusted key, no options. */
    private static void attributes(HostCommand command, BoxCryptogram master, BoxKey type, String algorithm) {
        if (master.isBlock()) {
            command.ascii("#")
                    .ascii(type.usage())
                    .ascii(algorithm)
                    .ascii(Character.toString(type.mode()))
                    .ascii("00")
                    .ascii("E")
                    .ascii("00");
        }
    }

    private static String scheme(BoxCryptogram master, KeyAlgorithm algorithm) {
        return master.isBlock() ? "S" : algorithm == KeyAlgorithm.TDES2 ? "U" : "T";
    }

    private void store(KeyRef key, BoxKey type, Made made) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        caller.keys().put(new BoxCryptogram(key.label(), type, now, made.kcv(), made.text()));
    }

    /** A key that replaces another stays of its type: a terminal's PIN key does not become a zone's. */
    private BoxKey typeFor(KeyRef key, KeyAlgorithm algorithm) {
        return caller.keys().all().stream()
                .filter(held -> held.key().equals(key))
                .map(BoxCryptogram::type)
                .findFirst()
                .orElseGet(() -> BoxKey.of(key, algorithm));
    }

    private static KeyAlgorithm algorithm(KeyRef key, int length) {
        return switch (length) {
            case 16 -> KeyAlgorithm.TDES2;
            case 24 -> KeyAlgorithm.TDES3;
            default ->
                throw HsmException.refused(
                        Fault.LENGTH, key.label(), "a TDES key under a zone master key has 16 or 24 bytes");
        };
    }

    @Override
    public void copy(KeyRef from, KeyRef to) {
        BoxCryptogram key = caller.key(from);
        store(to, key.type(), new Made(key.text(), key.kcv()));
    }

    @Override
    public boolean remove(KeyRef key) {
        return caller.keys().remove(key);
    }

    @Override
    public List<Held> held() {
        return caller.keys().all().stream()
                .map(key -> new Held(key.key(), key.since(), Optional.empty()))
                .toList();
    }

    /** Nothing: the boxes belong to the module that this came from. */
    @Override
    public void close() {}
}

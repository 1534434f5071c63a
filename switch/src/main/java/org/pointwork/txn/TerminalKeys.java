package org.pointwork.txn;

import java.util.Optional;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.PinKey;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.security.MessageMac;

/** The keys between a terminal and us, for one message and its answer. */
public sealed interface TerminalKeys {

    /** Keys that both ends hold: for every message. */
    record Held(MessageMac mac, KeyRing<PinKey> pin) implements TerminalKeys {}

    /**
     * Keys of one transaction (ANSI X9.24).
     *
     * @param field the element with the key serial number
     */
    record OfTransaction(MessageMac mac, DukptKey pin, Ksn serial, int field) implements TerminalKeys {
        /** Which terminal it is, of all under one base key. */
        String terminal() {
            return pin.label() + " " + serial.withCounter(0).hex();
        }
    }

    /** There are none, so that nothing under a key can be taken from it. */
    record None(Refusal why) implements TerminalKeys {}

    /** What MACs are made and verified with. */
    default Optional<MessageMac> forMac() {
        return switch (this) {
            case Held held -> Optional.of(held.mac());
            case OfTransaction once -> Optional.of(once.mac());
            case None _ -> Optional.empty();
        };
    }

    /**
     * What the HSM's refusal says of the message: a key serial number that belongs to no key of its kind is the terminal's
     * mistake. Empty where it is not.
     */
    default Optional<Refusal> fault(HsmException e) {
        return this instanceof OfTransaction once && e.reason() == HsmException.Reason.REFUSED
                ? Optional.of(badSerial(once.field(), e.getMessage()))
                : Optional.empty();
    }

    static Refusal badSerial(int field, String why) {
        return new Refusal(ResponseCode.FORMAT_ERROR, "DE " + field + ": " + why);
    }
}

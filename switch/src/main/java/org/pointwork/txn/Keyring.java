package org.pointwork.txn;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.link.PartnerConfig;
import org.pointwork.model.Pan;
import org.pointwork.registry.Terminal;
import org.pointwork.security.MessageMac;

/**
 * What payments ask of the HSM under the keys of their terminal, or of its door where it has none of its own, and of
 * their partner. Names are read once, with the configuration or at a terminal's first message, and not for every payment;
 * a partner's key may change while it runs.
 */
public final class Keyring {
    private final Hsm hsm;
    private final Map<String, Door> doors;
    private final Map<String, KeyRing<PinKey>> partnerPinKeys;

    /** A door's keys, and the MACs of those terminals behind it that have a key of their own. */
    private record Door(
            Hsm hsm, IsoCodec codec, MessageMac mac, KeyRing<PinKey> pinKeys, Map<MacKey, MessageMac> terminalMacs) {
        static Door of(Hsm hsm, KeyRings rings, ListenerConfig config) {
            IsoCodec codec = new IsoCodec(Dialect.named(config.dialect()));
            return new Door(
                    hsm,
                    codec,
                    new MessageMac(hsm, rings.of(new MacKey(config.macKey()), MacKey::new), codec),
                    rings.of(new PinKey(config.pinKey()), PinKey::new),
                    new ConcurrentHashMap<>());
        }

        MessageMac mac(Optional<Terminal> terminal) {
            return terminal.flatMap(Terminal::macKey)
                    .map(key -> terminalMacs.computeIfAbsent(key, own -> new MessageMac(hsm, own, codec)))
                    .orElse(mac);
        }
    }

    /**
     * @param rings of the doors' keys; terminals' keys change in the registry
     * @param partnerPinKeys by the partner's name
     * @throws IllegalArgumentException where a name is no key's
     */
    public Keyring(Hsm hsm, KeyRings rings, List<ListenerConfig> doors, Map<String, KeyRing<PinKey>> partnerPinKeys) {
        this.hsm = hsm;
        this.doors = doors.stream().collect(toUnmodifiableMap(ListenerConfig::name, door -> Door.of(hsm, rings, door)));
        this.partnerPinKeys = Map.copyOf(partnerPinKeys);
    }

    /** The MACs of messages that come from a terminal by a door, and go back to it. */
    public MessageMac macOf(ListenerConfig door, Optional<Terminal> terminal) {
        return doors.get(door.name()).mac(terminal);
    }

    /**
     * A PIN block from the terminal's or the door's key to the partner's, both of format 0.
     *
     * @return 8 bytes
     * @throws org.pointwork.hsm.HsmException as {@link Hsm#translatePin}
     */
    public byte[] translatePin(
            ListenerConfig door, Optional<Terminal> terminal, PartnerConfig partner, byte[] block, Pan pan) {
        PinKey to = partnerPinKeys.get(partner.name()).current();
        return pan.inClear(digits -> terminal.flatMap(Terminal::pinKey)
                .map(own -> translatePin(own, to, block, digits))
                .orElseGet(() -> translatePin(doors.get(door.name()).pinKeys(), to, block, digits)));
    }

    private byte[] translatePin(PinKey from, PinKey to, byte[] block, byte[] digits) {
        return hsm.translatePin(from, PinFormat.ISO_0, to, PinFormat.ISO_0, block, digits);
    }

    /** A block that is none under the current key may be under one that was replaced a while ago. */
    private byte[] translatePin(KeyRing<PinKey> from, PinKey to, byte[] block, byte[] digits) {
        PinKey current = from.current();
        try {
            return translatePin(current, to, block, digits);
        } catch (HsmException e) {
            if (e.reason() != HsmException.Reason.BAD_PIN_BLOCK) {
                throw e;
            }
            return from.accepted().stream()
                    .filter(other -> !other.equals(current))
                    .flatMap(other -> tried(other, to, block, digits).stream())
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    /** Empty where it fails: what the current key said stands. */
    private Optional<byte[]> tried(PinKey from, PinKey to, byte[] block, byte[] digits) {
        try {
            return Optional.of(translatePin(from, to, block, digits));
        } catch (HsmException _) {
            return Optional.empty();
        }
    }
}

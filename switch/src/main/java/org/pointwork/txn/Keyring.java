package org.pointwork.txn;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRing;
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
    private record Door(Hsm hsm, IsoCodec codec, MessageMac mac, PinKey pinKey, Map<MacKey, MessageMac> terminalMacs) {
        static Door of(Hsm hsm, ListenerConfig config) {
            IsoCodec codec = new IsoCodec(Dialect.named(config.dialect()));
            return new Door(
                    hsm,
                    codec,
                    new MessageMac(hsm, new MacKey(config.macKey()), codec),
                    new PinKey(config.pinKey()),
                    new ConcurrentHashMap<>());
        }

        MessageMac mac(Optional<Terminal> terminal) {
            return terminal.flatMap(Terminal::macKey)
                    .map(key -> terminalMacs.computeIfAbsent(key, own -> new MessageMac(hsm, own, codec)))
                    .orElse(mac);
        }
    }

    /**
     * @param partnerPinKeys by the partner's name
     * @throws IllegalArgumentException where a name is no key's
     */
    public Keyring(Hsm hsm, List<ListenerConfig> doors, Map<String, KeyRing<PinKey>> partnerPinKeys) {
        this.hsm = hsm;
        this.doors = doors.stream().collect(toUnmodifiableMap(ListenerConfig::name, door -> Door.of(hsm, door)));
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
        PinKey from =
                terminal.flatMap(Terminal::pinKey).orElse(doors.get(door.name()).pinKey());
        return pan.inClear(digits -> hsm.translatePin(
                from, PinFormat.ISO_0, partnerPinKeys.get(partner.name()).current(), PinFormat.ISO_0, block, digits));
    }
}

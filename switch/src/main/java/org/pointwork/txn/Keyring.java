package org.pointwork.txn;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
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
import org.pointwork.security.MessageMac;

/**
 * What payments ask of the HSM under the keys of their door and partner. The keys' names are read once, with the
 * configuration, and not for every payment; a partner's may change while it runs.
 */
public final class Keyring {
    private final Hsm hsm;
    private final Map<String, MessageMac> doorMacs;
    private final Map<String, PinKey> doorPinKeys;
    private final Map<String, KeyRing<PinKey>> partnerPinKeys;

    /**
     * @param partnerPinKeys by the partner's name
     * @throws IllegalArgumentException where a name is no key's
     */
    public Keyring(Hsm hsm, List<ListenerConfig> doors, Map<String, KeyRing<PinKey>> partnerPinKeys) {
        this.hsm = hsm;
        this.doorMacs = doors.stream().collect(toUnmodifiableMap(ListenerConfig::name, door -> mac(hsm, door)));
        this.doorPinKeys =
                doors.stream().collect(toUnmodifiableMap(ListenerConfig::name, door -> new PinKey(door.pinKey())));
        this.partnerPinKeys = Map.copyOf(partnerPinKeys);
    }

    private static MessageMac mac(Hsm hsm, ListenerConfig door) {
        return new MessageMac(hsm, new MacKey(door.macKey()), new IsoCodec(Dialect.named(door.dialect())));
    }

    /** The MACs of messages that come and go by a door. */
    public MessageMac macOf(ListenerConfig door) {
        return doorMacs.get(door.name());
    }

    /**
     * A PIN block from the door's key to the partner's, both of format 0.
     *
     * @return 8 bytes
     * @throws org.pointwork.hsm.HsmException as {@link Hsm#translatePin}
     */
    public byte[] translatePin(ListenerConfig door, PartnerConfig partner, byte[] block, Pan pan) {
        return pan.inClear(digits -> hsm.translatePin(
                doorPinKeys.get(door.name()),
                PinFormat.ISO_0,
                partnerPinKeys.get(partner.name()).current(),
                PinFormat.ISO_0,
                block,
                digits));
    }
}

package org.pointwork.sim.wire;

import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/**
 * The MAC of a message: ISO 9797-1 algorithm 3, padding 1, over the packed bytes from the MTI up to the MAC field, in DE
 * 64, or in DE 128 where the dialect puts any element above 64.
 *
 * @param keys what both ends of this wire hold
 */
public record MacSeal(Hsm hsm, KeyRing<MacKey> keys) {
    private static final int MAC_BYTES = 8;

    /** Under a key that nobody changes. */
    public MacSeal(Hsm hsm, MacKey key) {
        this(hsm, KeyRing.fixed(key));
    }

    /** The element that holds, or has to hold, the MAC: the last one of the message (ISO 8583:1987, 4.3.64). */
    public static int element(IsoCodec codec, CardMessage message) {
        return codec.macField(message.with(message.fields().without(64, 128)));
    }

    public static boolean isOn(CardMessage message) {
        return message.fields().has(64) || message.fields().has(128);
    }

    /** The packed message with room for a MAC, all zeros. */
    public static byte[] unsealed(IsoCodec codec, CardMessage message) {
        Fields.Editor fields = message.fields().edit().drop(64, 128);
        fields.set(element(codec, message), new byte[MAC_BYTES]);
        return codec.encode(message.with(fields.done()));
    }

    /** The packed message with its MAC in place. */
    public byte[] sealed(IsoCodec codec, CardMessage message) {
        byte[] packed = unsealed(codec, message);
        codec.putMac(packed, hsm.mac(keys.current(), MacAlgorithm.RETAIL, packed, 0, codec.macCovers(packed)));
        return packed;
    }

    /** Whether the MAC that the message carries is the one that its bytes should have. */
    public boolean genuine(IsoCodec codec, byte[] packed, CardMessage message) {
        byte[] mac = message.fields().bytes(element(codec, message));
        int covers = codec.macCovers(packed);
        return mac.length == MAC_BYTES
                && keys.isUnderAny(key -> hsm.verifyMac(key, MacAlgorithm.RETAIL, packed, 0, covers, mac));
    }
}

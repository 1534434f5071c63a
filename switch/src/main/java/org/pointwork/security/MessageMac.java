package org.pointwork.security;

import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/**
 * The MAC in DE 64, or in DE 128 where there is a second bitmap: ISO 9797-1 algorithm 3, padding 1, over the packed
 * message from the MTI up to the MAC field, whose bit is set.
 */
public final class MessageMac {
    private static final int PRIMARY = 64;
    private static final int SECONDARY = 128;
    private static final int LENGTH = 8;

    private final Hsm hsm;
    private final Hsm toFinish;
    private final MacKey key;
    private final IsoCodec codec;

    public MessageMac(Hsm hsm, MacKey key, IsoCodec codec) {
        this.hsm = hsm;
        this.toFinish = hsm.toFinish();
        this.key = key;
        this.codec = codec;
    }

    public static boolean isPresent(CardMessage message) {
        return message.fields().has(PRIMARY) || message.fields().has(SECONDARY);
    }

    /** Packs a message with its MAC: an answer, or a request that was let in. */
    public byte[] pack(CardMessage message) {
        CardMessage bare = message.with(message.fields().without(PRIMARY, SECONDARY));
        int field = codec.macField(bare); // by the dialect's own numbers: an edition may have moved an element past 64
        byte[] packed = codec.encode(
                bare.with(bare.fields().edit().set(field, new byte[LENGTH]).done()));
        codec.putMac(packed, toFinish.mac(key, MacAlgorithm.RETAIL, packed, 0, codec.macCovers(packed)));
        return packed;
    }

    /**
     * Whether the MAC that a message carries is right; false where it carries none, or none in last place. With too much
     * load a request is refused before a reply is: a reply that cannot be verified is not trusted, and its approval undone.
     */
    public boolean verifies(CardMessage message, byte[] packed) {
        if (!isPresent(message)) {
            return false;
        }
        int last = message.fields().has(SECONDARY) ? SECONDARY : PRIMARY; // what is read has nothing after it
        Hsm module = message.mti().asks() ? hsm : toFinish;
        return module.verifyMac(
                key,
                MacAlgorithm.RETAIL,
                packed,
                0,
                codec.macCovers(packed),
                message.fields().bytes(last));
    }
}

package org.pointwork.security;

import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/**
 * The MAC in DE 64, or in DE 128 where there is a second bitmap, over the packed message from the MTI up to the MAC field,
 * whose bit is set: ISO 9797-1 algorithm 3, padding 1, where its keys say nothing else.
 */
public final class MessageMac {
    private static final int PRIMARY = 64;
    private static final int SECONDARY = 128;
    static final int LENGTH = 8;

    private final Hsm hsm;
    private final Hsm toFinish;
    private final MacKeys keys;
    private final IsoCodec codec;

    /** Under a key that nobody changes. */
    public MessageMac(Hsm hsm, MacKey key, IsoCodec codec) {
        this(hsm, KeyRing.fixed(key), codec);
    }

    /** @param keys made under the current one; verified under the others too while keys change */
    public MessageMac(Hsm hsm, KeyRing<MacKey> keys, IsoCodec codec) {
        this(hsm, hsm.toFinish(), new MacKeys.Held(keys, MacAlgorithm.RETAIL), codec);
    }

    /** @param toFinish of the same module: made once where these are made for each message */
    public MessageMac(Hsm hsm, Hsm toFinish, MacKeys keys, IsoCodec codec) {
        this.hsm = hsm;
        this.toFinish = toFinish;
        this.keys = keys;
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
        codec.putMac(packed, toFinish.mac(keys.current(), keys.algorithm(), packed, 0, codec.macCovers(packed)));
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
        byte[] mac = message.fields().bytes(last);
        int covers = codec.macCovers(packed);
        return keys.isUnderAny(key -> module.verifyMac(key, keys.algorithm(), packed, 0, covers, mac));
    }
}

package org.pointwork.sim.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinPad;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.model.ResponseCode;

/** Whether a card is ours and its PIN right, before any money is looked at. */
final class CardCheck {
    private static final byte[] PIN_OF_EVERY_CARD = {'1', '2', '3', '4'};

    private static final int PIN_BLOCK = 52;
    private static final int NEW_PIN_BLOCK = 125;
    private static final int MOST_CHANGED = 100_000;

    private final Optional<PinPad> pinPad;
    private final Map<String, byte[]> changedBlocks = new ConcurrentHashMap<>(); // by card number
    private final KeyRing<PinKey> keys;

    CardCheck(Optional<PinPad> pinPad, KeyRing<PinKey> keys) {
        this.pinPad = pinPad;
        this.keys = keys;
    }

    /** The response code that refuses the card, empty where it may go on. */
    Optional<String> refuses(CardMessage request) {
        Optional<Pan> ours = request.pan().filter(CardCheck::isOurs);
        return ours.isEmpty() ? Optional.of(ResponseCode.INVALID_CARD) : refusesPin(request, ours.get());
    }

    private static boolean isOurs(Pan pan) {
        boolean range = pan.digits().startsWith("400000") || pan.digits().startsWith("520000");
        return range && pan.luhnValid();
    }

    /** Blocks are compared and never opened: equal PIN, PAN and key give equal ISO-0 blocks. */
    private Optional<String> refusesPin(CardMessage request, Pan pan) {
        if (!request.fields().has(PIN_BLOCK)) {
            return Optional.empty();
        }
        if (pinPad.isEmpty()) {
            return Optional.of(ResponseCode.MALFUNCTION); // a PIN that nobody can check is not a right one
        }
        byte[] came = request.fields().bytes(PIN_BLOCK);
        byte[] changed = changedBlocks.get(pan.digits());
        boolean right = changed == null
                ? keys.isUnderAny(key -> isFirst(pinPad.get(), key, pan, came))
                : MessageDigest.isEqual(changed, came);
        return right ? Optional.empty() : Optional.of(ResponseCode.WRONG_PIN);
    }

    private static boolean isFirst(PinPad pad, PinKey key, Pan pan, byte[] came) {
        byte[] panDigits = pan.digits().getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(pad.encipherPin(key, PIN_OF_EVERY_CARD.clone(), panDigits), came);
    }

    /** A PIN change was approved: the card has the PIN of DE 125, 16 hexadecimal digits, while the zone's key is this. */
    void changePin(CardMessage request) {
        if (request.kind().purpose() == Purpose.PIN_CHANGE && changedBlocks.size() < MOST_CHANGED) {
            changedBlocks.put(
                    request.pan().orElseThrow().digits(),
                    HexFormat.of().parseHex(request.fields().text(NEW_PIN_BLOCK)));
        }
    }
}

package org.pointwork.sim.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinPad;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Pan;
import org.pointwork.model.ResponseCode;

/** Whether a card is ours and its PIN right, before any money is looked at. */
final class CardCheck {
    private static final byte[] PIN_OF_EVERY_CARD = {'1', '2', '3', '4'};

    private final Optional<PinPad> pinPad;
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
        if (!request.fields().has(52)) {
            return Optional.empty();
        }
        if (pinPad.isEmpty()) {
            return Optional.of(ResponseCode.MALFUNCTION); // a PIN that nobody can check is not a right one
        }
        byte[] panDigits = pan.digits().getBytes(StandardCharsets.US_ASCII);
        byte[] came = request.fields().bytes(52);
        boolean right = keys.isUnderAny(key -> isRight(pinPad.get(), key, panDigits, came));
        return right ? Optional.empty() : Optional.of(ResponseCode.WRONG_PIN);
    }

    private static boolean isRight(PinPad pad, PinKey key, byte[] panDigits, byte[] came) {
        return MessageDigest.isEqual(pad.encipherPin(key, PIN_OF_EVERY_CARD.clone(), panDigits), came);
    }
}

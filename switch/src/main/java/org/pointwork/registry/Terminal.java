package org.pointwork.registry;

import java.util.Optional;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;

/**
 * Where a card is presented. Keys are named, and live in the token alone; a terminal that names none has its door's.
 *
 * @param terminalId DE 41 without padding, one of its acquirer's
 * @param masterKey the label of the key that its working keys are sent under (TMK)
 * @param pinKey enciphers its PIN blocks (TPK)
 * @param macKey authenticates its messages (TAK)
 * @param baseKey its PIN blocks and messages are under keys of single transactions, which come from this one (BDK)
 */
public record Terminal(
        String acquirer,
        String terminalId,
        String merchantId,
        boolean active,
        Optional<String> masterKey,
        Optional<PinKey> pinKey,
        Optional<MacKey> macKey,
        Optional<BaseKey> baseKey,
        Permissions may) {
    public Terminal {
        if (baseKey.isPresent() && (pinKey.isPresent() || macKey.isPresent())) {
            throw new IllegalArgumentException("a terminal has a base-key, or a pin-key and a mac-key");
        }
    }

    /** Whether it has a key of its own that both ends hold. */
    public boolean hasKeys() {
        return pinKey.isPresent() || macKey.isPresent();
    }
}

package org.pointwork.txn;

import java.util.Optional;
import org.pointwork.model.Refusal;

/** Whether a card may be used at all, whatever the payment. */
public interface CardStatus {
    /** Of no card is anything known. */
    CardStatus NOTHING_KNOWN = _ -> Optional.empty();

    /**
     * Why not, nothing where it may. Asked for every payment, so it must not wait.
     *
     * @param panToken the card's pseudonym, as {@link org.pointwork.security.CardVault#pseudonym}
     */
    Optional<Refusal> refusal(byte[] panToken);
}

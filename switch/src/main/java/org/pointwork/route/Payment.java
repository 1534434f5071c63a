package org.pointwork.route;

import java.time.Instant;
import java.util.Optional;
import org.pointwork.model.Amount;
import org.pointwork.model.Purpose;

/**
 * What a rule may look at beside the card.
 *
 * @param acquirer the door's
 * @param terminalId DE 41 without padding
 * @param merchantId DE 42 without padding
 * @param at when it came in
 */
public record Payment(
        Purpose purpose, Optional<Amount> amount, String acquirer, String terminalId, String merchantId, Instant at) {}

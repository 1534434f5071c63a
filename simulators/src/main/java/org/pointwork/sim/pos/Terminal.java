package org.pointwork.sim.pos;

import java.time.ZoneId;

/**
 * Where a sale happens.
 *
 * @param acquirerId DE 32
 * @param terminalId DE 41, 8 characters
 * @param merchantId DE 42, 15 characters
 * @param nameLocation DE 43, 40 characters: name 25, city 13, country 2
 * @param merchantType DE 18, the merchant category code
 * @param zone of the clock that DE 12 and 13 are read from
 */
public record Terminal(
        String acquirerId,
        String terminalId,
        String merchantId,
        String nameLocation,
        String merchantType,
        ZoneId zone) {
    public static final Terminal DEMO = new Terminal(
            "100001",
            "TERM0001",
            "MERCHANT0000001",
            "POINTWORK DEMO SHOP      MUMBAI       IN",
            "5411",
            ZoneId.of("Asia/Kolkata"));
}

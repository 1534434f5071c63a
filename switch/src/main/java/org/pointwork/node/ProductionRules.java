package org.pointwork.node;

import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What production refuses. PCI PIN forbids clear PINs outside of a secure device; a plain PKCS#11 token has no functions for
 * PINs, so that they are in this process for some microseconds: see {@code docs/clear-values.md}. An operator who has to run
 * it nevertheless signs for it with name and day.
 */
public final class ProductionRules {
    private static final Logger LOG = LoggerFactory.getLogger(ProductionRules.class);
    private static final int MOST_MONTHS = 12;

    private ProductionRules() {}

    /** @throws ConfigException where production would have clear PINs that nobody signs for today */
    public static void checkPlainToken(Config.Node node, Clock clock) {
        switch (node.profile()) {
            case PRODUCTION -> {
                if (node.hsm().boxes().isEmpty()
                        && node.hsm().aws().isEmpty()) { // with payment HSMs no PIN comes to the token
                    requireSigned(node.hsm(), LocalDate.now(clock));
                }
            }
            case DEVELOPMENT -> LOG.info("profile development: PINs may be in the clear in this process");
        }
    }

    private static void requireSigned(Config.HsmToken hsm, LocalDate today) {
        var signature = hsm.clearPins()
                .orElseThrow(
                        () -> new ConfigException("node.yml: profile: production has no PINs on a plain PKCS#11 token,"
                                + " where they are in the clear in this process; use a payment HSM, or sign for it"
                                + " with hsm.clear-pins (signed-by, until): see docs/clear-values.md"));
        if (signature.lastDay().isBefore(today)) {
            throw new ConfigException(
                    "node.yml: hsm.clear-pins: what " + signature.signedBy() + " signed ended on " + signature.until());
        }
        if (signature.lastDay().isAfter(today.plusMonths(MOST_MONTHS))) {
            throw new ConfigException("node.yml: hsm.clear-pins: until is at most a year ahead");
        }
        LOG.warn(
                "PINs are in the clear in this process: {} answers for it until {}",
                signature.signedBy(),
                signature.until());
    }
}

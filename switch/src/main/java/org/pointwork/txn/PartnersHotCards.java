package org.pointwork.txn;

import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.link.FileActions;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Payment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of hot cards as partners change it over their links: each for the cards that are routed to it. */
public final class PartnersHotCards implements FileActions {
    private static final Logger LOG = LoggerFactory.getLogger(PartnersHotCards.class);

    private final HotCardFile file;
    private final Supplier<Services> services;

    /** @param services asked when a partner asks: links are there before the routes */
    public PartnersHotCards(HotCardFile file, Supplier<Services> services) {
        this.file = file;
        this.services = services;
    }

    @Override
    public CardMessage asked(String partner, CardMessage request) {
        if (request.pan().filter(pan -> !isRouted(pan, partner)).isPresent()) {
            LOG.warn("partner {}: a file action for a card that is not routed to it", partner);
            return request.answer(ResponseCode.NOT_PERMITTED_TO_TERMINAL);
        }
        return switch (file.act(request)) {
            case HotCardFile.Answered(CardMessage answer, boolean _) -> answer;
            case HotCardFile.Refused(var refusal) -> {
                LOG.warn("partner {}: file action refused: {}", partner, refusal.why());
                yield request.answer(refusal.responseCode());
            }
        };
    }

    private boolean isRouted(Pan pan, String partner) {
        Services now = services.get();
        Payment any = new Payment(
                Purpose.OTHER, Optional.empty(), "", "", "", now.clock().instant());
        return now.routes()
                .decide(pan, any)
                .filter(routed -> routed.partners().contains(partner))
                .isPresent();
    }
}

package org.pointwork.link;

import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.ResponseCode;

/** What a partner may ask on its link: network management, and nothing else. */
final class PartnerRequests {
    private PartnerRequests() {}

    static String responseCode(CardMessage request) {
        return switch (request.kind()) {
            case Kind.Network _ -> ResponseCode.APPROVED;
            case Kind.Authorization _,
                    Kind.Financial _,
                    Kind.Advice _,
                    Kind.Reversal _,
                    Kind.FileAction _,
                    Kind.Unserved _ -> ResponseCode.INVALID_TRANSACTION;
        };
    }
}

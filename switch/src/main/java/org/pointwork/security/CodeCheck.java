package org.pointwork.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.iso8583.Track2;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Digits;

/** Verification codes of one issuer's cards: on track 2, in a chip's track, and printed. What is wrong is said without any code. */
final class CodeCheck {
    private static final int TRACK = 35;
    private static final int EXPIRY = 14;
    private static final int LENGTH = 3;
    private static final int USUAL_POSITION = 5;

    private final Hsm hsm;
    private final CardPolicy.Codes policy;
    private final CvvKey key;

    CodeCheck(Hsm hsm, CardPolicy.Codes policy) {
        this.hsm = hsm;
        this.policy = policy;
        this.key = new CvvKey(policy.key());
    }

    CardPolicy.Codes policy() {
        return policy;
    }

    /** What is wrong with a code that came; nothing where all are right, or none came. */
    Optional<String> fault(CardMessage request) {
        Optional<String> track = onTrack(request);
        return track.isPresent() ? track : printed(request);
    }

    private Optional<String> onTrack(CardMessage request) {
        boolean byChip = ChipCheck.isByChip(request);
        if (!request.fields().has(TRACK) || byChip && !policy.inChip().orElse(false)) {
            return Optional.empty();
        }
        Track2.Rest rest = Track2.rest(request.fields().text(TRACK));
        int from = policy.trackPosition().orElse(USUAL_POSITION);
        if (rest.discretionary().length() < from + LENGTH) {
            return Optional.of("track 2 has no verification code");
        }
        String service = byChip ? CardCode.ICVV : rest.serviceCode();
        String code = rest.discretionary().substring(from, from + LENGTH);
        return isRight(request, rest.expiry(), service, code)
                ? Optional.empty()
                : Optional.of("the verification code of " + (byChip ? "the chip's track" : "track 2") + " is wrong");
    }

    private Optional<String> printed(CardMessage request) {
        if (policy.printed().isEmpty()) {
            return Optional.empty();
        }
        CardPolicy.Printed where = policy.printed().get();
        Optional<String> code = printed(where, request.fields().text(where.element()));
        if (code.isEmpty()) {
            return Optional.empty();
        }
        String date = request.fields().text(EXPIRY);
        if (!date.matches("[0-9]{4}") || !code.get().matches("[0-9]{3}")) {
            return Optional.of("the printed verification code has no expiry date, or not 3 digits");
        }
        String ordered =
                switch (where.expiry().orElse(CardPolicy.Expiry.MMYY)) {
                    case YYMM -> date;
                    case MMYY -> date.substring(2) + date.substring(0, 2);
                };
        return isRight(request, ordered, CardCode.CVV2, code.get())
                ? Optional.empty()
                : Optional.of("the printed verification code is wrong");
    }

    /** The element's beginning, or what stands behind a tag and a length of two digits each. */
    private static Optional<String> printed(CardPolicy.Printed where, String element) {
        if (element.isEmpty()) {
            return Optional.empty();
        }
        if (where.tag().isEmpty()) {
            return Optional.of(element.substring(0, Math.min(LENGTH, element.length())));
        }
        int at = 0;
        while (at + 4 <= element.length() && Digits.only(element.substring(at + 2, at + 4))) {
            int end = at + 4 + Integer.parseInt(element.substring(at + 2, at + 4));
            if (end > element.length()) {
                return Optional.empty();
            }
            if (element.startsWith(where.tag().get(), at)) {
                return Optional.of(element.substring(at + 4, end));
            }
            at = end;
        }
        return Optional.empty();
    }

    private boolean isRight(CardMessage request, String expiry, String service, String code) {
        byte[] digits = code.getBytes(US_ASCII);
        try {
            return request.pan()
                    .orElseThrow()
                    .inClear(pan -> hsm.verifyCardCode(key, new CardCode(pan, expiry, service), digits));
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }
}

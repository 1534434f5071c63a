package org.pointwork.security;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import org.pointwork.hsm.Hsm;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.security.CardPolicy.Verify;

/** What the switch itself verifies of cards, by issuer. Costs an issuer that wants nothing of it one look into a map. */
public final class CardChecks {
    /** Verifies nothing. */
    public static final CardChecks NONE = new CardChecks(Map.of());

    private final Map<String, OfIssuer> issuers;

    private record OfIssuer(Optional<ChipCheck> chip, Optional<CodeCheck> codes) {
        Optional<Refusal> refusal(CardMessage request, Verify when) {
            Optional<Refusal> refusal = chip.filter(check -> check.policy().verify() == when)
                    .flatMap(check -> check.fault(request)
                            .map(why -> new Refusal(check.policy().declineCode(), why)));
            return refusal.isPresent()
                    ? refusal
                    : codes.filter(check -> check.policy().verify() == when).flatMap(check -> check.fault(request)
                            .map(why -> new Refusal(check.policy().declineCode(), why)));
        }
    }

    private CardChecks(Map<String, OfIssuer> issuers) {
        this.issuers = issuers;
    }

    /**
     * Those that issuers ask for.
     *
     * @throws IllegalArgumentException where a name is no key's
     */
    public static CardChecks of(Hsm hsm, Map<String, CardPolicy> policies) {
        return new CardChecks(policies.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey,
                        issuer -> new OfIssuer(
                                issuer.getValue().chip().map(chip -> new ChipCheck(hsm, chip)),
                                issuer.getValue().codes().map(codes -> new CodeCheck(hsm, codes))))));
    }

    /**
     * What is wrong with a card, of what its issuer has verified at this time.
     *
     * @throws org.pointwork.hsm.HsmException where it cannot be verified
     */
    public Optional<Refusal> refusal(String issuer, CardMessage request, Verify when) {
        OfIssuer checks = issuers.get(issuer);
        return checks == null ? Optional.empty() : checks.refusal(request, when);
    }

    /**
     * An answer with the issuer's cryptogram, where the issuer has its cards' verified here: for each of its answers that has
     * none, or where we answer for it.
     */
    public CardMessage answered(String issuer, CardMessage request, CardMessage answer, boolean stoodIn) {
        OfIssuer checks = issuers.get(issuer);
        if (checks == null || checks.chip().isEmpty()) {
            return answer;
        }
        ChipCheck chip = checks.chip().get();
        return stoodIn || chip.policy().verify() == Verify.ALWAYS ? chip.answered(request, answer, stoodIn) : answer;
    }
}

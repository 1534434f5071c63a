package org.pointwork.sim.aws;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a request is signed in the form of Signature Version 4, for this service; the signature itself is not computed. */
final class Signature {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=[A-Za-z0-9]+/([0-9]{8})/([a-z0-9-]+)/payment-cryptography/aws4_request, "
                    + "SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}");

    private Signature() {}

    static void require(Headers headers, String region) {
        String authorization = Optional.ofNullable(headers.getFirst("Authorization"))
                .orElseThrow(() -> Refusal.of("MissingAuthenticationTokenException", 403, "no signature"));
        Matcher parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw Refusal.of("IncompleteSignatureException", 403, "not in the form of AWS4-HMAC-SHA256");
        }
        String date = Optional.ofNullable(headers.getFirst("X-Amz-Date")).orElse("");
        if (!date.matches("[0-9]{8}T[0-9]{6}Z") || !date.startsWith(parts.group(1))) {
            throw Refusal.of("InvalidSignatureException", 403, "X-Amz-Date is not of the credential's day");
        }
        if (!parts.group(2).equals(region)) {
            throw Refusal.of("InvalidSignatureException", 403, "the credential is for another region");
        }
        if (!List.of(parts.group(3).split(";")).containsAll(List.of("host", "x-amz-date"))) {
            throw Refusal.of("InvalidSignatureException", 403, "host and x-amz-date have to be signed");
        }
    }
}

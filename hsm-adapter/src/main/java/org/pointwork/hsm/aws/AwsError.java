package org.pointwork.hsm.aws;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the service's exceptions mean to our callers. The service's own text is left out, for it may repeat what was sent;
 * the request's id finds it in the service's log.
 */
enum AwsError {
    VALIDATION("ValidationException", Reason.REFUSED, Fault.FORMAT, "the service does not take this request"),
    NOT_VERIFIED("VerificationFailedException", Reason.REFUSED, Fault.NOT_AUTHENTIC, "verification failed"),
    NO_KEY("ResourceNotFoundException", Reason.KEY_MISSING, "no such key or alias in this account and region"),
    ACCESS("AccessDeniedException", Reason.REFUSED, Fault.POLICY, "the node's role may not do this with this key"),
    THROTTLED("ThrottlingException", Reason.BUSY, "the account's rate is used up"),
    QUOTA("ServiceQuotaExceededException", Reason.BUSY, "the account's quota is used up"),
    CONFLICT("ConflictException", Reason.REFUSED, Fault.OTHER, "the key is being changed"),
    INTERNAL("InternalServerException", Reason.UNAVAILABLE, "the service failed"),
    NOT_THERE("ServiceUnavailableException", Reason.UNAVAILABLE, "the service is not available"),
    EXPIRED("ExpiredTokenException", Reason.UNAVAILABLE, "the node's credentials have expired"),
    UNKNOWN_CLIENT("UnrecognizedClientException", Reason.UNAVAILABLE, "the node's credentials are not known"),
    SIGNATURE("InvalidSignatureException", Reason.UNAVAILABLE, "the signature is not taken: look at secret and clock"),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", Reason.UNAVAILABLE, "the signature is not whole");

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Map<String, AwsError> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(error -> error.code, Function.identity()));

    private final String code;
    private final Reason reason;
    private final Fault fault;
    private final String meaning;

    AwsError(String code, Reason reason, String meaning) {
        this(code, reason, Fault.OTHER, meaning);
    }

    AwsError(String code, Reason reason, Fault fault, String meaning) {
        this.code = code;
        this.reason = reason;
        this.fault = fault;
        this.meaning = meaning;
    }

    /** What to throw where a call about {@code subject} ended so. */
    static HsmException thrown(SdkException ended, String subject) {
        return switch (ended) {
            case AwsServiceException answered -> answered(answered, subject);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                new HsmException(Reason.UNAVAILABLE, subject, "the service did not answer in time");
            case SdkClientException _ ->
                new HsmException(Reason.UNAVAILABLE, subject, "the service cannot be used: " + root(ended));
            default -> new HsmException(Reason.MALFUNCTION, subject, "the call failed: " + root(ended));
        };
    }

    /** The SDK's own words where it fails by itself; but of what lies below a name only, for a text may show what came. */
    private static String root(SdkException ended) {
        Throwable root = ended;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == ended ? ended.getMessage() : root.getClass().getSimpleName();
    }

    private static HsmException answered(AwsServiceException ended, String subject) {
        String code = code(ended);
        AwsError error = BY_CODE.get(code);
        if (error == null) {
            return new HsmException(
                    unknown(ended.statusCode()), subject, text(ended, code, "HTTP " + ended.statusCode()));
        }
        String text = text(ended, code, error.meaning);
        return error.reason == Reason.REFUSED
                ? HsmException.refused(error.fault, subject, text)
                : new HsmException(error.reason, subject, text);
    }

    private static Reason unknown(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return Reason.BUSY;
        }
        return status >= SERVER_ERROR ? Reason.UNAVAILABLE : Reason.MALFUNCTION;
    }

    private static String text(AwsServiceException ended, String code, String meaning) {
        return code + ": " + meaning + " (request " + ended.requestId() + ")";
    }

    private static String code(AwsServiceException ended) {
        var details = ended.awsErrorDetails();
        return details == null || details.errorCode() == null ? "an error without a name" : details.errorCode();
    }
}

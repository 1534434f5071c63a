package org.pointwork.hsm.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The service's errors by name, those without one by status, and the SDK's own. */
class AwsErrorTableTest {
    private static final String SHOWN = "4111111111111111";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ValidationException           | 400 | REFUSED     | FORMAT
            VerificationFailedException   | 400 | REFUSED     | NOT_AUTHENTIC
            AccessDeniedException         | 403 | REFUSED     | POLICY
            ConflictException             | 409 | REFUSED     | OTHER
            ResourceNotFoundException     | 404 | KEY_MISSING | OTHER
            ThrottlingException           | 429 | BUSY        | OTHER
            ServiceQuotaExceededException | 402 | BUSY        | OTHER
            InternalServerException       | 500 | UNAVAILABLE | OTHER
            ServiceUnavailableException   | 503 | UNAVAILABLE | OTHER
            ExpiredTokenException         | 403 | UNAVAILABLE | OTHER
            UnrecognizedClientException   | 403 | UNAVAILABLE | OTHER
            InvalidSignatureException     | 403 | UNAVAILABLE | OTHER
            IncompleteSignatureException  | 403 | UNAVAILABLE | OTHER
            SomethingNewException         | 429 | BUSY        | OTHER
            SomethingNewException         | 502 | UNAVAILABLE | OTHER
            SomethingNewException         | 418 | MALFUNCTION | OTHER
                                          | 500 | UNAVAILABLE | OTHER
            """)
    void isToldWithoutTheServicesWords(String code, int status, Reason reason, HsmException.Fault fault) {
        var ended = AwsServiceException.builder()
                .statusCode(status)
                .requestId("req-1")
                .message("Value '" + SHOWN + "' at 'primaryAccountNumber' failed to satisfy constraint")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(SHOWN)
                        .build())
                .build();
        HsmException told = AwsError.thrown(ended, "zpk.one");
        assertEquals(reason, told.reason());
        assertEquals(fault, told.fault());
        assertTrue(told.getMessage().contains("req-1"), told.getMessage());
        assertFalse(told.getMessage().contains(SHOWN), told.getMessage());
        assertNull(told.getCause());
    }

    @Test
    void whatTheSdkFailsAtIsUnavailable() {
        var late = ApiCallTimeoutException.create(1_500);
        assertEquals(Reason.UNAVAILABLE, AwsError.thrown(late, "zpk.one").reason());
        var unread = SdkClientException.create("unable to read", new IOException("token '" + SHOWN + "'"));
        HsmException told = AwsError.thrown(unread, "zpk.one");
        assertEquals(Reason.UNAVAILABLE, told.reason());
        assertTrue(told.getMessage().endsWith("IOException"), told.getMessage());
        var noCredentials = SdkClientException.create("Unable to load credentials");
        assertTrue(AwsError.thrown(noCredentials, "zpk.one").getMessage().endsWith("Unable to load credentials"));
    }
}

package org.pointwork.sim.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.KeyAlgorithm;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.MacAlgorithm;
import software.amazon.awssdk.services.paymentcryptographydata.model.PaymentCryptographyDataException;
import software.amazon.awssdk.services.paymentcryptographydata.model.ResourceNotFoundException;
import software.amazon.awssdk.services.paymentcryptographydata.model.ValidationException;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerificationFailedException;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerificationFailedReason;

/** The simulator refuses what the service refuses, under its names; asked by the SDK without our adapter. */
class AwsRefusalTest {
    private static final byte[] CLEAR = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");

    private final AwsSim sim = AwsSim.start(Account.REGION, 0);
    private final PaymentCryptographyDataClient client = client(Account.REGION);
    private final String pin = sim.add(
            "alias/pin",
            new AwsKeySpec("TR31_P0_PIN_ENCRYPTION_KEY", Set.of("Encrypt", "Decrypt"), KeyAlgorithm.TDES2),
            CLEAR);
    private final String mac = sim.add(
            "alias/mac", new AwsKeySpec("TR31_M3_ISO_9797_3_MAC_KEY", Set.of("Verify"), KeyAlgorithm.TDES2), CLEAR);

    private PaymentCryptographyDataClient client(String region) {
        return PaymentCryptographyDataClient.builder()
                .region(Region.of(region))
                .credentialsProvider(Account.CREDENTIALS)
                .endpointOverride(sim.endpoint())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        sim.close();
    }

    private void mac(String key, String message) {
        client.generateMac(request -> request.keyIdentifier(key)
                .messageData(message)
                .generationAttributes(of -> of.algorithm(MacAlgorithm.ISO9797_ALGORITHM3)));
    }

    @Test
    void anUnknownKey() {
        assertThrows(ResourceNotFoundException.class, () -> mac("alias/none", "00"));
    }

    @Test
    void aKeyOfAnotherUsage() {
        assertThrows(ValidationException.class, () -> mac(pin, "00"));
    }

    @Test
    void aKeyThatMayOnlyVerify() {
        assertThrows(ValidationException.class, () -> mac(mac, "00"));
    }

    @Test
    void whatIsNotHex() {
        var e = assertThrows(ValidationException.class, () -> mac(mac, "0G"));
        assertEquals("MessageData", e.fieldList().getFirst().path());
    }

    @Test
    void aWrongMac() {
        var e = assertThrows(
                VerificationFailedException.class,
                () -> client.verifyMac(request -> request.keyIdentifier(mac)
                        .messageData("00")
                        .mac("0000000000000000")
                        .verificationAttributes(of -> of.algorithm(MacAlgorithm.ISO9797_ALGORITHM3))));
        assertEquals(VerificationFailedReason.INVALID_MAC, e.reason());
    }

    @Test
    void aTranslationThatLosesThePan() {
        assertThrows(
                ValidationException.class,
                () -> client.translatePinData(request -> request.incomingKeyIdentifier(pin)
                        .outgoingKeyIdentifier(pin)
                        .incomingTranslationAttributes(
                                of -> of.isoFormat0(format -> format.primaryAccountNumber("5555555551234567")))
                        .outgoingTranslationAttributes(of -> of.isoFormat1(_ -> {}))
                        .encryptedPinBlock("230B4C43B8BA2C5C")));
    }

    @Test
    void aSignatureForAnotherRegion() {
        try (var elsewhere = client("us-east-1")) {
            var e = assertThrows(
                    PaymentCryptographyDataException.class,
                    () -> elsewhere.generateMac(request -> request.keyIdentifier(mac)
                            .messageData("00")
                            .generationAttributes(of -> of.algorithm(MacAlgorithm.ISO9797_ALGORITHM3))));
            assertEquals("InvalidSignatureException", e.awsErrorDetails().errorCode());
        }
    }

    @Test
    void noSignature() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(sim.endpoint() + "/mac/generate"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(403, answer.statusCode());
            assertEquals(
                    "MissingAuthenticationTokenException",
                    answer.headers().firstValue("x-amzn-ErrorType").orElseThrow());
        }
    }
}

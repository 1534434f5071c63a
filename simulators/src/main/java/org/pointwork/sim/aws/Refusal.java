package org.pointwork.sim.aws;

/** An exception of the service, by the name and the status that its model gives it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final int status;
    private final String field;
    private final String reason;

    private Refusal(String code, int status, String message, String field, String reason) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.field = field;
        this.reason = reason;
    }

    static Refusal invalid(String field, String message) {
        return new Refusal("ValidationException", 400, message, field, "");
    }

    static Refusal notFound(String what) {
        return new Refusal("ResourceNotFoundException", 404, "not found: " + what, "", "");
    }

    /** @param reason such as INVALID_MAC */
    static Refusal notVerified(String reason) {
        return new Refusal("VerificationFailedException", 400, "Verification failed", "", reason);
    }

    static Refusal of(String code, int status, String message) {
        return new Refusal(code, status, message, "", "");
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    /** The path of the field that is wrong, or nothing. */
    String field() {
        return field;
    }

    /** Why it was not verified, or nothing. */
    String reason() {
        return reason;
    }
}

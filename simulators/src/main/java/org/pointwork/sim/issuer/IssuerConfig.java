package org.pointwork.sim.issuer;

/**
 * Where the issuer listens, on 127.0.0.1 alone, and how late is late.
 *
 * @param primaryPort ISO 8583 port, 0 for any free one
 * @param backupPort a second way to the same accounts, 0 for any free one
 * @param controlPort HTTP port for ledger and faults, 0 for any free one
 * @param issuerTimeoutMs after how many milliseconds the switch gives up; a late answer leaves 3 s after that
 */
public record IssuerConfig(int primaryPort, int backupPort, int controlPort, long issuerTimeoutMs) {
    public static final IssuerConfig ANY_PORTS = new IssuerConfig(0, 0, 0, 2_000);

    private static final long LATE_BY_MS = 3_000;

    public IssuerConfig {
        if (issuerTimeoutMs < 0 || issuerTimeoutMs > 600_000) {
            throw new IllegalArgumentException("issuerTimeoutMs: 0 to 600,000");
        }
    }

    public IssuerConfig withIssuerTimeoutMs(long timeoutMs) {
        return new IssuerConfig(primaryPort, backupPort, controlPort, timeoutMs);
    }

    long lateAnswerMs() {
        return issuerTimeoutMs + LATE_BY_MS;
    }
}

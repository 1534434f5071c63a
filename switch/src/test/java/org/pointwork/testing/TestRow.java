package org.pointwork.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Currency;
import org.pointwork.model.Pan;
import org.pointwork.model.Trace;

/** A journal row of a purchase, with what a test wants different. */
public final class TestRow {
    private static final Currency INR = Currency.of("356").orElseThrow();

    private final long txnId;
    private LocalDate day = LocalDate.now();
    private LocalDate businessDate = day;
    private Instant receivedAt = Instant.now();
    private int node = 1;
    private String mti = "0200";
    private String kind = "FINANCIAL/PURCHASE";
    private Optional<Amount> amount = Optional.of(new Amount(12_300, INR));
    private String stan;
    private String rrn;
    private String merchant = "MERCHANT0000001";
    private String destination = "issuer-demo";
    private String terminal = "TERM0001";
    private String localDate = "0721";
    private String acquirerId = "12345";
    private String transmittedAt = "0721101530";
    private byte[] panToken = new byte[32];
    private int sign = 1;

    private TestRow(long txnId) {
        this.txnId = txnId;
        this.stan = "%06d".formatted(txnId % 1_000_000);
        this.rrn = "%012d".formatted(txnId % 1_000_000_000_000L);
    }

    public static TestRow of(long txnId) {
        return new TestRow(txnId);
    }

    public TestRow day(LocalDate other) {
        day = other;
        businessDate = other;
        return this;
    }

    public TestRow receivedAt(Instant other) {
        receivedAt = other;
        return this;
    }

    public TestRow node(int other) {
        node = other;
        return this;
    }

    public TestRow kind(String otherMti, String otherKind, int otherSign) {
        mti = otherMti;
        kind = otherKind;
        sign = otherSign;
        return this;
    }

    public TestRow minor(long minor) {
        amount = Optional.of(new Amount(minor, INR));
        return this;
    }

    /** As no row can be: what a mistake of ours would make. */
    public TestRow noAmountAtAll() {
        amount = null;
        return this;
    }

    public TestRow stan(String other) {
        stan = other;
        return this;
    }

    public TestRow rrn(String other) {
        rrn = other;
        return this;
    }

    public TestRow merchant(String other) {
        merchant = other;
        return this;
    }

    public TestRow destination(String other) {
        destination = other;
        return this;
    }

    public TestRow localDate(String other) {
        localDate = other;
        return this;
    }

    public TestRow transmittedAt(String other) {
        transmittedAt = other;
        return this;
    }

    public TestRow acquirerId(String other) {
        acquirerId = other;
        return this;
    }

    public TestRow businessDate(LocalDate other) {
        businessDate = other;
        return this;
    }

    public TestRow terminal(String other) {
        terminal = other;
        return this;
    }

    public TestRow panToken(byte[] other) {
        panToken = other;
        return this;
    }

    public RequestRow row() {
        Trace trace = new Trace(transmittedAt, stan, "154530", localDate, acquirerId, rrn, terminal);
        return new RequestRow(
                day,
                txnId,
                receivedAt,
                node,
                "demo",
                "pos-ascii",
                mti,
                kind,
                "000000",
                amount,
                panToken,
                "400000",
                "0002",
                trace,
                merchant,
                destination,
                sign,
                businessDate,
                "");
    }

    /** As the switch would journal this request. */
    public static RequestRow rowOf(long txnId, CardMessage request) {
        return new RequestRow(
                LocalDate.now(),
                txnId,
                Instant.now(),
                1,
                "demo",
                "pos-ascii",
                request.mti().digits(),
                request.kind().label(),
                request.processingCode().digits(),
                request.amount(),
                new byte[32],
                request.pan().map(Pan::first6).orElse(""),
                request.pan().map(Pan::last4).orElse(""),
                request.trace(),
                request.fields().text(42),
                "issuer-demo",
                request.kind().postedSign(),
                LocalDate.now(),
                "");
    }
}

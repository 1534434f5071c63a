package org.pointwork.bench.codec;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pointwork.iso8583.BerTlv;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.Explain;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/** From elements to what they mean and back, and what a person may see of it. */
@State(Scope.Thread)
public class MeaningBenchmark {
    private final CardMessage purchase = Samples.purchase();
    private final byte[] packed = new IsoCodec(Dialect.ISO87_ASCII).encode(purchase);

    @Benchmark
    public CardMessage toModel() {
        return CardMessages.of(purchase.mti(), purchase.fields());
    }

    @Benchmark
    public CardMessage answer() {
        return purchase.answer("00");
    }

    @Benchmark
    public CardMessage withoutSensitive() {
        return purchase.withoutSensitive();
    }

    @Benchmark
    public boolean chipData() {
        return BerTlv.isWellFormed(Samples.CHIP_DATA);
    }

    @Benchmark
    public String maskPan() {
        return purchase.pan().orElseThrow().masked();
    }

    /** The line that a log gets. */
    @Benchmark
    public String describe() {
        return purchase.toString();
    }

    /** Every element in words, for a person: never on the path of a payment. */
    @Benchmark
    public Explain.Explanation explain() {
        return Explain.of(Dialect.ISO87_ASCII, packed);
    }
}

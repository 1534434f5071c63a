package org.pointwork.bench.codec;

import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/** Bytes to a message and back, by dialect; jPOS does it to the same bytes, without our judgement of what they hold. */
@State(Scope.Thread)
public class WireBenchmark {
    @Param({"iso87-ascii", "iso87-bcd"})
    public String dialect;

    private IsoCodec codec;
    private ISOBasePackager packager;
    private CardMessage purchase;
    private byte[] packed;
    private byte[] packedWithChip;
    private ISOMsg jposMessage;

    @Setup
    public void make() throws ISOException {
        codec = new IsoCodec(Dialect.named(dialect));
        packager = codec.dialect() == Dialect.ISO87_ASCII ? new ISO87APackager() : new ISO87BPackager();
        purchase = Samples.purchase();
        packed = codec.encode(purchase);
        packedWithChip = codec.encode(Samples.chipPurchase());
        jposMessage = jposUnpack();
    }

    @Benchmark
    public CardMessage decode() throws FormatException {
        return codec.decode(packed);
    }

    @Benchmark
    public CardMessage decodeWithChip() throws FormatException {
        return codec.decode(packedWithChip);
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(purchase);
    }

    @Benchmark
    public ISOMsg jposUnpack() throws ISOException {
        ISOMsg read = new ISOMsg();
        read.setPackager(packager);
        read.unpack(packed);
        return read;
    }

    /** Of a message that is already made, where {@link #encode} starts from the model. */
    @Benchmark
    public byte[] jposPack() throws ISOException {
        return jposMessage.pack();
    }
}

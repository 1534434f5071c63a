package org.pointwork.iso8583;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Any bytes, led by what the decoder looks at: beside {@link CodecFuzzTest}, whose spoilt messages are made from each
 * dialect's table. What it has found worth keeping is in {@code target/.cifuzz-corpus} until that is cleaned.
 */
class DecoderJazzerTest {
    private static final List<String> DIALECTS = Dialect.names();

    @FuzzTest(maxDuration = "10s")
    void nothingButAMessageOrARefusal(FuzzedDataProvider data) {
        IsoCodec codec = new IsoCodec(Dialect.named(data.pickValue(DIALECTS)));
        byte[] message = data.consumeRemainingAsBytes();
        Explain.of(codec.dialect(), message);
        try {
            codec.encode(codec.decode(message));
        } catch (FormatException refusal) {
            refusal.identified().ifPresent(known -> codec.encode(known.answer("30")));
        }
    }
}

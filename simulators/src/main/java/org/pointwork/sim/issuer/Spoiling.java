package org.pointwork.sim.issuer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.sim.wire.MacSeal;

/** Makes good answers bad, as ordered. */
final class Spoiling {
    private static final byte[] GARBAGE = "\u0001\u007fnot a message".getBytes(StandardCharsets.US_ASCII);

    private Spoiling() {}

    /** An answer that echoes what was never sent, sealed afterwards like any other. */
    static CardMessage echo(CardMessage answer, FaultPlan faults) {
        Fields fields = answer.fields();
        if (faults.strikes(FaultKind.WRONG_STAN)) {
            fields = fields.with(11, otherStan(fields));
        }
        if (faults.strikes(FaultKind.WRONG_AMOUNT) && fields.has(4)) {
            fields = fields.with(4, oneMore(fields.text(4)));
        }
        return answer.with(fields);
    }

    /** The packed answer with another DE 39 and, where it has one, the MAC of the right one. */
    static byte[] alteredCode(IsoCodec codec, CardMessage answer, byte[] packed) {
        CardMessage altered = answer.with(answer.fields().with(39, answer.approves() ? "05" : "00"));
        byte[] spoilt = codec.encode(altered);
        if (spoilt.length == packed.length) {
            return spoilt;
        }
        byte[] room = MacSeal.unsealed(codec, altered);
        int covered = codec.macCovers(packed);
        System.arraycopy(packed, covered, room, covered, packed.length - covered);
        return room;
    }

    /** The answer with what was ordered to come before and after it. */
    static List<byte[]> surround(IsoCodec codec, CardMessage answer, byte[] packed, FaultPlan faults) {
        List<byte[]> payloads = new ArrayList<>();
        if (faults.strikes(FaultKind.JUNK)) {
            payloads.add(codec.encode(answer.with(answer.fields().with(11, otherStan(answer.fields())))));
            payloads.add(GARBAGE);
        }
        payloads.add(packed);
        if (faults.strikes(FaultKind.DUPLICATE_REPLY)) {
            payloads.add(packed);
        }
        return payloads;
    }

    private static String otherStan(Fields fields) {
        String stan = fields.text(11);
        return stan.isEmpty() ? "000001" : (stan.charAt(0) == '9' ? '0' : '9') + stan.substring(1);
    }

    private static String oneMore(String twelveDigits) {
        char last = twelveDigits.charAt(11);
        return twelveDigits.substring(0, 11) + (char) (last == '9' ? '8' : last + 1);
    }
}

package org.pointwork.bench.site;

import java.util.Arrays;
import java.util.Optional;
import org.pointwork.bench.load.Iso87;
import org.pointwork.bench.load.RetailMac;

/**
 * What the benchmark's issuer answers: it approves everything and echoes the request, so that no arm waits for it.
 * Elements 38 and 39 are added, a PIN block is not sent back, and a request with a MAC is verified and answered with one.
 */
public final class FastIssuer {
    private static final byte[] APPROVAL = {'B', 'E', 'N', 'C', 'H', '1', '0', '0'}; // DE 38, DE 39
    private static final int AUTHORIZATION_CHARACTERS = 6;
    private static final int SEAL_DIGITS = 16;

    private final Optional<RetailMac> mac;

    /** @param mac present where the switch's messages carry one; for one thread */
    public FastIssuer(Optional<RetailMac> mac) {
        this.mac = mac;
    }

    /** The answer to a request in ISO 8583:1987 ASCII; 63 in DE 39 where its MAC is wrong or cannot be judged. */
    public byte[] answer(byte[] request) {
        boolean network = request[1] == '8';
        boolean sealed = isSealed(request);
        boolean genuine = !sealed || mac.isPresent() && mac.get().verifies(request, request.length - SEAL_DIGITS);
        int from = network ? AUTHORIZATION_CHARACTERS : 0;
        int added = APPROVAL.length - from;
        int insertAt = Iso87.offset(request, 40);
        int pin = Iso87.has(request, 52) ? SEAL_DIGITS : 0;
        int pinAt = pin > 0 ? Iso87.offset(request, 52) : request.length;
        byte[] answer = new byte[request.length + added - pin];
        System.arraycopy(request, 0, answer, 0, insertAt);
        System.arraycopy(APPROVAL, from, answer, insertAt, added);
        System.arraycopy(request, insertAt, answer, insertAt + added, pinAt - insertAt);
        System.arraycopy(request, pinAt + pin, answer, pinAt + added, request.length - pinAt - pin);
        answer[2]++; // 0200 to 0210, and a repeat's last digit as the original's: 0421 to 0430
        answer[3] &= ~1;
        Iso87.mark(answer, 38, !network);
        Iso87.mark(answer, 39, true);
        Iso87.mark(answer, 52, false);
        if (!genuine) {
            Arrays.fill(answer, insertAt + added - 2, insertAt + added, (byte) '6');
            answer[insertAt + added - 1] = '3';
        }
        if (sealed && mac.isPresent()) {
            mac.get().seal(answer, 0, answer.length - SEAL_DIGITS);
        }
        return answer;
    }

    /** A MAC ends the message in DE 64, or in DE 128 where there are elements above 64: a reversal's DE 90. */
    private static boolean isSealed(byte[] message) {
        return Iso87.has(message, 64) || Iso87.has(message, 1) && Iso87.has(message, 128);
    }
}

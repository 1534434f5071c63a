package org.pointwork.link;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** 0800 messages (ISO 8583:1987, network management), told apart by DE 70. */
final class NetworkMessages {
    static final int CODE = 70;
    static final String SIGN_ON = "001";
    static final String SIGN_OFF = "002";
    static final String KEY_CHANGE = "101";
    static final String NEW_KEY = "161";
    static final String KEY_WISH = "162";
    static final String CUTOVER_START = "201";
    static final String CUTOVER_END = "202";
    static final String ECHO = "301";

    private static final Mti NETWORK_REQUEST = new Mti("0800");
    private static final DateTimeFormatter DE_7 =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final AtomicInteger stan = new AtomicInteger();

    NetworkMessages(Clock clock) {
        this.clock = clock;
    }

    /** @param more what the message carries beside its code */
    CardMessage request(String code, Consumer<Fields.Editor> more) {
        Fields.Editor fields = Fields.NONE
                .edit()
                .set(7, DE_7.format(clock.instant()))
                .set(11, "%06d".formatted(1 + stan.getAndIncrement() % 999_999))
                .set(CODE, code);
        more.accept(fields);
        return CardMessages.of(NETWORK_REQUEST, fields.done());
    }
}

package org.pointwork.sim.issuer;

import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.WorkingKey;
import org.pointwork.hsm.ZoneKeys.Cryptogram;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.iso8583.KeyField;
import org.pointwork.iso8583.KeyField.Use;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Network management (0800), both ways: what a switch asks of the issuer, and what a tester has the issuer ask. */
final class IssuerNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerNetwork.class);
    private static final KeyField FIELD = KeyField.named("48");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String REFUSED = "05";
    private static final String NEW_KEY = "161";
    private static final DateTimeFormatter DE_7 =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    private final IssuerKeys keys;
    private final FaultPlan faults;
    private final IsoCodec codec;
    private final SwitchLines lines;
    private final AtomicInteger stan = new AtomicInteger();

    IssuerNetwork(IssuerKeys keys, FaultPlan faults, IsoCodec codec, SwitchLines lines) {
        this.keys = keys;
        this.faults = faults;
        this.codec = codec;
        this.lines = lines;
    }

    /**
     * What a tester wants asked.
     *
     * @param code DE 70
     * @param key carried by the message, made anew
     * @param wish asks for a key instead
     * @param settlementDate DE 15, empty for none
     */
    record Question(String code, Optional<Use> key, Optional<Use> wish, String settlementDate) {}

    /** What the switch asks. */
    Decision decide(CardMessage request, Optional<Channel> line) {
        return switch (request.fields().text(70)) {
            case "001" -> code(request, faults.strikes(FaultKind.REFUSE_SIGN_ON) ? REFUSED : ResponseCode.APPROVED);
            case "002", "201", "202" -> code(request, ResponseCode.APPROVED);
            case "301" ->
                faults.strikes(FaultKind.SILENT_ECHO)
                        ? new Decision(request, Decision.Delivery.NEVER)
                        : code(request, ResponseCode.APPROVED);
            case "101", "161", "162" -> code(request, key(request, line));
            default -> code(request, ResponseCode.INVALID_TRANSACTION);
        };
    }

    private static Decision code(CardMessage request, String code) {
        return Decision.now(request.answer(code));
    }

    private String key(CardMessage request, Optional<Channel> line) {
        if (faults.strikes(FaultKind.REFUSE_KEY)) {
            return ResponseCode.SECURITY_VIOLATION;
        }
        try {
            return switch (FIELD.read(request.fields())) {
                case KeyField.Key key -> take(key);
                case KeyField.Wish(Use use) -> promise(use, line);
                case KeyField.Nothing() -> ResponseCode.FORMAT_ERROR;
            };
        } catch (FormatException e) {
            return ResponseCode.FORMAT_ERROR;
        }
    }

    private String take(KeyField.Key came) {
        Optional<WorkingKey<?>> key = keys.changing(came.use());
        if (key.isEmpty()) {
            return ResponseCode.INVALID_TRANSACTION;
        }
        try {
            key.get().receive(new Cryptogram(came.cryptogram(), new Kcv(came.checkValue())));
            return ResponseCode.APPROVED;
        } catch (HsmException e) {
            LOG.warn("{} not taken: {}", came, e.getMessage());
            return ResponseCode.SECURITY_VIOLATION;
        }
    }

    private String promise(Use use, Optional<Channel> line) {
        if (line.isEmpty() || keys.changing(use).isEmpty()) {
            return ResponseCode.INVALID_TRANSACTION;
        }
        Thread.startVirtualThread(() -> ask(line.get(), new Question(NEW_KEY, Optional.of(use), Optional.empty(), "")));
        return ResponseCode.APPROVED;
    }

    /**
     * Asks the switch on a line.
     *
     * @return its answer, empty where none comes within 5 s
     * @throws IllegalArgumentException for a key that this issuer cannot change
     */
    synchronized Optional<CardMessage> ask(Channel line, Question question) {
        Fields.Editor fields = Fields.NONE
                .edit()
                .set(7, DE_7.format(Clock.systemUTC().instant()))
                .set(11, "%06d".formatted(1 + stan.getAndIncrement() % 999_999))
                .set(70, question.code());
        if (!question.settlementDate().isEmpty()) {
            fields.set(15, question.settlementDate());
        }
        question.wish().ifPresent(use -> FIELD.write(fields, new KeyField.Wish(use)));
        Optional<WorkingKey<?>> offered = question.key().map(use -> offer(use, fields));
        Optional<CardMessage> answer = ask(line, CardMessages.of(new Mti("0800"), fields.done()));
        if (offered.isPresent() && answer.isPresent()) {
            settle(offered.get(), answer.get().approves());
        }
        return answer;
    }

    private WorkingKey<?> offer(Use use, Fields.Editor into) {
        WorkingKey<?> key = keys.changing(use)
                .orElseThrow(() -> new IllegalArgumentException("key: this issuer's token has no zone master key"));
        Cryptogram made = key.offer();
        String kcv = made.kcv().hex();
        String quoted =
                faults.strikes(FaultKind.WRONG_KCV) ? (kcv.charAt(0) == '0' ? '1' : '0') + kcv.substring(1) : kcv;
        FIELD.write(into, new KeyField.Key(use, made.bytes(), quoted));
        return key;
    }

    private static void settle(WorkingKey<?> key, boolean agreed) {
        if (agreed) {
            key.agreed();
        } else {
            key.refused();
        }
    }

    private Optional<CardMessage> ask(Channel line, CardMessage request) {
        return lines.ask(line, request, codec.encode(request), PATIENCE);
    }
}

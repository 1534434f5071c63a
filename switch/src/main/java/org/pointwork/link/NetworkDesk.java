package org.pointwork.link;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pointwork.link.LinkState.Event;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a partner may ask on one link: network management (0800), and file actions where it is configured.
 *
 * <pre>
 * DE 70          before sign-on        after it
 * 001            00, signed on         00
 * 002            00                    00, signed off
 * 301            00                    00
 * 101 161 162    12                    a key, or the wish for one: 00, or 63 where it is refused
 * 201 202        12                    00 when the business day has turned, 96 where it could not
 * 0300 0302      12                    done: 00, or the list's own code; 63 without the right MAC
 * </pre>
 *
 * DE 44 says why not. A partner that signs on, or has us work, over and over is told 91 from some point on.
 */
final class NetworkDesk implements PartnerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkDesk.class);
    private static final int REASON = 44;
    private static final int SETTLEMENT_DATE = 15;

    /** A partner that means it signs on once. */
    private static final int MOST_IN_A_WINDOW = 10;

    /** A batch of hot cards is a hundred in a row. */
    private static final int MOST_FILES_IN_A_WINDOW = 1_000;

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 2;

    private final IssuerLink link;
    private final PartnerConfig partner;
    private final PartnerKeys keys;
    private final Cutover.Listener cutovers;
    private final FileActions files;
    private final Clock clock;
    private final Throttle throttle;
    private final Throttle filesThrottle;
    private final Semaphore working = new Semaphore(MOST_AT_ONCE);
    private final Consumer<PartnerWish> wishes;

    /** What the partner wants the keeper to do next. */
    enum PartnerWish {
        /** It has signed on: go on from there. */
        GO_ON,
        /** It asks for new keys. */
        NEW_KEYS
    }

    NetworkDesk(
            IssuerLink link,
            PartnerConfig partner,
            PartnerKeys keys,
            Cutover.Listener cutovers,
            FileActions files,
            Consumer<PartnerWish> wishes,
            Clock clock) {
        this.link = link;
        this.partner = partner;
        this.keys = keys;
        this.cutovers = cutovers;
        this.files = files;
        this.wishes = wishes;
        this.clock = clock;
        this.throttle = new Throttle(MOST_IN_A_WINDOW, WINDOW, clock);
        this.filesThrottle = new Throttle(MOST_FILES_IN_A_WINDOW, WINDOW, clock);
    }

    @Override
    public void asked(CardMessage request, BooleanSupplier genuine, Consumer<CardMessage> answer) {
        if (request.kind() instanceof Kind.FileAction
                && partner.fileActions()
                        .filter(PartnerConfig.FileActions::taken)
                        .isPresent()) {
            work(filesThrottle, request, answer, () -> file(request, genuine));
            return;
        }
        String code = request.kind() instanceof Kind.Network ? request.fields().text(NetworkMessages.CODE) : "";
        switch (code) {
            case NetworkMessages.ECHO -> answer.accept(request.answer(ResponseCode.APPROVED));
            case NetworkMessages.SIGN_ON -> ifNotTooMany(throttle, request, answer, () -> signOn(request, answer));
            case NetworkMessages.SIGN_OFF -> ifNotTooMany(throttle, request, answer, () -> signOff(request, answer));
            case NetworkMessages.KEY_CHANGE, NetworkMessages.NEW_KEY, NetworkMessages.KEY_WISH ->
                work(throttle, request, answer, () -> key(request));
            case NetworkMessages.CUTOVER_START ->
                work(throttle, request, answer, () -> cutover(request, Cutover.Phase.START));
            case NetworkMessages.CUTOVER_END ->
                work(throttle, request, answer, () -> cutover(request, Cutover.Phase.END));
            default -> answer.accept(request.answer(ResponseCode.INVALID_TRANSACTION));
        }
    }

    private void ifNotTooMany(Throttle limit, CardMessage request, Consumer<CardMessage> answer, Runnable work) {
        if (limit.admits()) {
            work.run();
        } else {
            link.counters().throttled.increment();
            answer.accept(refusal(request, ResponseCode.ISSUER_UNAVAILABLE, "TOO MANY"));
        }
    }

    /** What takes longer than a line's thread may. */
    private void work(Throttle limit, CardMessage request, Consumer<CardMessage> answer, Supplier<CardMessage> work) {
        if (!link.state().isSignedOn()) {
            answer.accept(refusal(request, ResponseCode.INVALID_TRANSACTION, "SIGN ON FIRST"));
            return;
        }
        ifNotTooMany(limit, request, answer, () -> {
            if (!working.tryAcquire()) {
                answer.accept(refusal(request, ResponseCode.ISSUER_UNAVAILABLE, "STILL AT THE LAST"));
                return;
            }
            Thread.startVirtualThread(() -> {
                try {
                    answer.accept(work.get());
                } finally {
                    working.release();
                }
            });
        });
    }

    private void signOn(CardMessage request, Consumer<CardMessage> answer) {
        if (link.isHeld()) {
            answer.accept(refusal(request, ResponseCode.ISSUER_UNAVAILABLE, "SIGNED OFF BY OPERATOR"));
            return;
        }
        answer.accept(request.answer(ResponseCode.APPROVED));
        if (link.happened(Event.SIGN_ON, "the partner signed on")) {
            wishes.accept(PartnerWish.GO_ON);
        }
    }

    private void signOff(CardMessage request, Consumer<CardMessage> answer) {
        link.happened(Event.SIGN_OFF, "the partner signed off");
        answer.accept(request.answer(ResponseCode.APPROVED));
    }

    private CardMessage key(CardMessage request) {
        return switch (keys.asked(request.fields())) {
            case PartnerKeys.Taken() -> request.answer(ResponseCode.APPROVED);
            case PartnerKeys.Wished() -> {
                wishes.accept(PartnerWish.NEW_KEYS);
                yield request.answer(ResponseCode.APPROVED);
            }
            case PartnerKeys.Refused(String code, String reason) -> refusal(request, code, reason);
        };
    }

    private CardMessage cutover(CardMessage request, Cutover.Phase phase) {
        try {
            cutovers.happened(
                    new Cutover(partner.name(), phase, request.fields().text(SETTLEMENT_DATE), clock.instant()));
            return request.answer(ResponseCode.APPROVED);
        } catch (RuntimeException e) {
            LOG.error("link {}: cutover failed: {}", link.name(), e.getMessage());
            return refusal(request, ResponseCode.MALFUNCTION, "TRY AGAIN");
        }
    }

    private CardMessage file(CardMessage request, BooleanSupplier genuine) {
        try {
            return genuine.getAsBoolean()
                    ? files.asked(partner.name(), request)
                    : refusal(request, ResponseCode.SECURITY_VIOLATION, "MAC");
        } catch (RuntimeException e) {
            LOG.error("link {}: file action failed: {}", link.name(), e.getMessage());
            return refusal(request, ResponseCode.MALFUNCTION, "TRY AGAIN");
        }
    }

    private CardMessage refusal(CardMessage request, String code, String reason) {
        LOG.warn(
                "link {}: {}/{} refused: {} {}",
                link.name(),
                request.mti(),
                request.fields().text(NetworkMessages.CODE),
                code,
                reason);
        CardMessage answer = request.answer(code);
        return answer.with(answer.fields().with(REASON, reason));
    }
}

package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pointwork.framing.Frame;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Mti;
import org.pointwork.sim.pos.PosClient;
import org.pointwork.sim.pos.Sealing;

/** One script on its way through a node, step by step to the first that does not hold. */
final class CaseRun implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Script script;
    private final Target target;
    private final MessageMaker maker;
    private final Report report = new Report();
    private final Map<String, Exchange> named = new HashMap<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final Kept kept = new Kept();
    private final Lines lines;
    private final Issuer issuer;
    private Exchange last = new Exchange(Optional.empty(), List.of());

    CaseRun(Script script, Target target, MessageMaker maker) {
        this.script = script;
        this.target = target;
        this.maker = maker;
        this.lines = new Lines(target);
        this.issuer = new Issuer(target);
    }

    CaseResult run() throws InterruptedException {
        long start = System.nanoTime();
        String why = failure(script.steps().getFirst().line(), () -> issuer.begin(script));
        for (Step step : script.steps()) {
            if (!why.isEmpty()) {
                break;
            }
            why = failure(step.line(), () -> take(step));
        }
        return report.result(script.title(), Duration.ofNanos(System.nanoTime() - start), why);
    }

    @Override
    public void close() {
        lines.close();
    }

    /** Something that can go wrong in the ways that a step can. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Empty where the step went well; whatever a step trips over fails its case and no other. */
    private String failure(int line, Work work) throws InterruptedException {
        try {
            work.run();
            return "";
        } catch (IOException | RuntimeException e) {
            return script.file() + ":" + line + ": " + e.getMessage();
        }
    }

    private void take(Step step) throws IOException, InterruptedException {
        switch (step) {
            case Step.Enter enter -> lines.enter(enter.door(), enter.name());
            case Step.Use use -> lines.use(use.name());
            case Step.Keep keep -> keep(keep);
            case Step.Send send -> send(send);
            case Step.Raw raw -> raw(raw);
            case Step.Expect expect -> expect(expect);
            case Step.ExpectNothing nothing -> expectNothing(nothing);
            case Step.ExpectClosed closed -> expectClosed(closed);
            case Step.AwaitState state -> awaitState(state);
            case Step.Api api -> api(api);
            case Step.Operator wish ->
                new ApiWatch(api())
                        .wish(
                                kept.path(wish.path()),
                                kept.values(wish.query()),
                                wish.status(),
                                wish.within().orElse(Duration.ZERO));
            case Step.Order order -> issuer.order(order.command(), kept.values(order.settings()));
            case Step.Says says -> issuer.said(kept.values(says.wanted()));
            case Step.Ledger ledger -> issuer.awaitBooks(ledger, patience(ledger.within()));
        }
    }

    private void send(Step.Send send) throws IOException {
        PosClient client = lines.client();
        CardMessage message = maker.make(send, send.of().map(named::get), kept);
        Sealing sealing = send.sealing().orElse(client.door().sealsAlways() ? Sealing.GOOD : Sealing.NONE);
        byte[] bytes = client.bytes(message, sealing);
        List<CompletableFuture<CardMessage>> answers = new ArrayList<>();
        for (int i = 0; i < send.times(); i++) {
            if (send.traced() && new Mti(send.mti()).asks()) {
                answers.add(client.expect(message));
            }
            held.writeBytes(bytes);
        }
        report.sent(message, send.times());
        last = new Exchange(Optional.of(message), answers);
        named.put(send.name(), last);
        switch (send.delivery()) {
            case HELD -> {} // leaves with the next
            case AT_ONCE -> client.write(drained());
            case BYTEWISE -> client.writeBytewise(drained());
        }
    }

    private byte[] drained() {
        byte[] bytes = held.toByteArray();
        held.reset();
        return bytes;
    }

    private void raw(Step.Raw raw) throws IOException {
        PosClient client = lines.client();
        byte[] bytes = raw.framed() ? client.framed(raw.bytes()) : raw.bytes();
        held.writeBytes(bytes);
        client.write(drained());
        report.sentRaw(bytes.length);
        last = new Exchange(Optional.empty(), List.of());
    }

    private void expect(Step.Expect wanted) throws IOException {
        report.expected(wanted);
        Duration within = patience(wanted.within());
        Exchange exchange = exchange(wanted.of());
        CardMessage answer = exchange.isTraced() ? exchange.await(within) : unasked(within);
        report.answered(answer);
        Wanted.mismatch(wanted.mti(), kept.values(wanted.wanted()), answer).ifPresent(why -> {
            throw new CaseFailed(why);
        });
        wanted.after()
                .filter(after -> exchange.answeredAfter().compareTo(after) < 0)
                .ifPresent(after -> {
                    throw new CaseFailed("the answer came after "
                            + exchange.answeredAfter().toMillis() + " ms, not " + after.toMillis() + " ms or later");
                });
        Optional<CardMessage> like = wanted.same().map(named::get).flatMap(Exchange::answer);
        if (like.isPresent() && !Wanted.same(like.get().fields(), answer.fields())) {
            throw new CaseFailed("the answer is not the same as before");
        }
    }

    private CardMessage unasked(Duration within) throws IOException {
        PosClient client = lines.client();
        Frame frame = client.nextUnasked(within).orElseThrow(() -> new CaseFailed("no answer"));
        return client.decode(frame).orElseThrow(() -> new CaseFailed("the answer cannot be read"));
    }

    private void expectNothing(Step.ExpectNothing nothing) throws IOException {
        report.expected("nothing");
        PosClient client = lines.client();
        Optional<Frame> frame = client.nextUnasked(nothing.within().orElse(SILENCE));
        if (!client.isOpen()) {
            throw new CaseFailed("the connection was closed");
        }
        if (frame.isPresent() || last.isAnsweredUnexpected()) {
            throw new CaseFailed("something came that was not expected");
        }
        report.answered("nothing");
    }

    private void expectClosed(Step.ExpectClosed closed) {
        report.expected("closed");
        boolean isClosed = lines.current()
                .orElseThrow(() -> new CaseFailed("nothing was sent yet"))
                .closedWithin(patience(closed.within()));
        if (!isClosed) {
            throw new CaseFailed("the connection stays open");
        }
        report.answered("closed");
    }

    private void keep(Step.Keep keep) {
        Exchange exchange = exchange(keep.of());
        CardMessage from =
                keep.sent() ? exchange.request() : exchange.answer().orElseThrow(() -> new CaseFailed("no answer yet"));
        if (!from.fields().has(keep.element())) {
            throw new CaseFailed("there is no DE " + keep.element() + " to keep");
        }
        kept.put(keep.name(), Wanted.text(from.fields(), keep.element()));
    }

    private void awaitState(Step.AwaitState wanted) throws InterruptedException {
        String rrn = exchange(wanted.of()).request().trace().rrn();
        StateWatch.Seen seen = new StateWatch(api())
                .await(rrn, wanted.state(), kept.values(wanted.wanted()), patience(wanted.within()));
        report.state(seen.states());
        seen.mismatch().ifPresent(why -> {
            throw new CaseFailed(why);
        });
    }

    private void api(Step.Api api) throws IOException, InterruptedException {
        JsonNode found =
                new ApiWatch(api()).await(kept.path(api.path()), kept.values(api.wanted()), patience(api.within()));
        api.keep().ifPresent(key -> kept.put(api.as(), found.path(key).asText()));
    }

    private NodeApi api() {
        return target.api().orElseThrow(() -> new CaseFailed("a state needs the node's API"));
    }

    private Exchange exchange(Optional<String> of) {
        return of.map(named::get).orElse(last);
    }

    private Duration patience(Optional<Duration> within) {
        return within.orElse(target.patience());
    }
}

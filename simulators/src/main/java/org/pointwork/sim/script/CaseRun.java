package org.pointwork.sim.script;

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
    private String door = "ascii";
    private Optional<PosClient> connection = Optional.empty();
    private Exchange last = new Exchange(Optional.empty(), List.of());

    CaseRun(Script script, Target target, MessageMaker maker) {
        this.script = script;
        this.target = target;
        this.maker = maker;
    }

    CaseResult run() throws InterruptedException {
        long start = System.nanoTime();
        String why = "";
        for (Step step : script.steps()) {
            why = failure(step);
            if (!why.isEmpty()) {
                break;
            }
        }
        return report.result(script.title(), Duration.ofNanos(System.nanoTime() - start), why);
    }

    @Override
    public void close() {
        connection.ifPresent(PosClient::close);
    }

    /** Empty where the step went well; whatever a step trips over fails its case and no other. */
    private String failure(Step step) throws InterruptedException {
        try {
            take(step);
            return "";
        } catch (IOException | RuntimeException e) {
            return script.file() + ":" + step.line() + ": " + e.getMessage();
        }
    }

    private void take(Step step) throws IOException, InterruptedException {
        switch (step) {
            case Step.Enter enter -> enter(enter.door());
            case Step.Send send -> send(send);
            case Step.Raw raw -> raw(raw);
            case Step.Expect expect -> expect(expect);
            case Step.ExpectNothing nothing -> expectNothing(nothing);
            case Step.ExpectClosed closed -> expectClosed(closed);
            case Step.AwaitState state -> awaitState(state);
        }
    }

    private void enter(String name) {
        close();
        connection = Optional.empty();
        door = name;
    }

    /** The connection in use, made anew where there is none or the node closed it. */
    private PosClient client() throws IOException {
        if (connection.isEmpty() || !connection.get().isOpen()) {
            connection = Optional.of(PosClient.open(target.door(door), target.address(door), target.keys()));
        }
        return connection.get();
    }

    private void send(Step.Send send) throws IOException {
        PosClient client = client();
        CardMessage message = maker.make(send, send.of().map(named::get));
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
        PosClient client = client();
        byte[] bytes = raw.framed() ? client.framed(raw.bytes()) : raw.bytes();
        held.writeBytes(bytes);
        client.write(drained());
        report.sentRaw(bytes.length);
        last = new Exchange(Optional.empty(), List.of());
    }

    private void expect(Step.Expect wanted) throws IOException {
        report.expected(wanted);
        Duration within = wanted.within().orElse(target.patience());
        Exchange exchange = wanted.of().map(named::get).orElse(last);
        CardMessage answer = exchange.isTraced() ? exchange.await(within) : unasked(within);
        report.answered(answer);
        Wanted.mismatch(wanted, answer).ifPresent(why -> {
            throw new CaseFailed(why);
        });
        Optional<CardMessage> like = wanted.same().map(named::get).flatMap(Exchange::answer);
        if (like.isPresent() && !Wanted.same(like.get().fields(), answer.fields())) {
            throw new CaseFailed("the answer is not the same as before");
        }
    }

    private CardMessage unasked(Duration within) throws IOException {
        PosClient client = client();
        Frame frame = client.nextUnasked(within).orElseThrow(() -> new CaseFailed("no answer"));
        return client.decode(frame).orElseThrow(() -> new CaseFailed("the answer cannot be read"));
    }

    private void expectNothing(Step.ExpectNothing nothing) throws IOException {
        report.expected("nothing");
        PosClient client = client();
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
        boolean isClosed = connection
                .orElseThrow(() -> new CaseFailed("nothing was sent yet"))
                .closedWithin(closed.within().orElse(target.patience()));
        if (!isClosed) {
            throw new CaseFailed("the connection stays open");
        }
        report.answered("closed");
    }

    private void awaitState(Step.AwaitState wanted) throws InterruptedException {
        NodeApi api = target.api().orElseThrow(() -> new CaseFailed("a state needs the node's API"));
        String rrn = wanted.of().map(named::get).orElse(last).request().trace().rrn();
        StateWatch.Seen seen =
                new StateWatch(api).await(rrn, wanted, wanted.within().orElse(target.patience()));
        report.state(seen.states());
        seen.mismatch().ifPresent(why -> {
            throw new CaseFailed(why);
        });
    }
}

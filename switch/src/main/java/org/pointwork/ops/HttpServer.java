package org.pointwork.ops;

import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.JournalReader;
import org.pointwork.link.Agreement;
import org.pointwork.link.LinkKeeper;
import org.pointwork.replica.Replica;
import org.pointwork.route.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Port 8080: {@code /health} and {@code /metrics} for machines, {@code /api} for who holds the operator token, {@code /}
 * the console page.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int LATEST = 50;

    private final Operations operations;
    private final byte[] token;
    private final Javalin server;

    /** @param metrics the scrape of the Prometheus registry */
    public HttpServer(String host, int port, String token, Operations operations, Supplier<String> metrics) {
        this.operations = operations;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jsonMapper(ApiJson.mapper());
            config.http.maxRequestSize = 64 << 10;
            config.staticFiles.add("/web");
            DaysApi.add(config.routes, operations);
            config.routes
                    .get("/health", this::health)
                    .get("/metrics", context -> context.contentType("text/plain; version=0.0.4")
                            .result(metrics.get()))
                    .before("/api/*", this::authorize)
                    .get("/api/transactions", this::transactions)
                    .get(
                            "/api/routes",
                            context -> context.json(
                                    RoutesJson.of(operations.routes().status())))
                    .post("/api/routes/check", context -> routes(context, Routes::check))
                    .post("/api/routes/reload", context -> routes(context, Routes::reload))
                    .get(
                            "/api/registry",
                            context ->
                                    context.json(operations.senders().registry().figures()))
                    .post(
                            "/api/registry/reload",
                            context -> context.json(operations.senders().reload()))
                    .get("/api/links", context -> context.json(LinkJson.all(operations)))
                    .post("/api/links/{partner}/{link}/{order}", this::order)
                    .get(
                            "/api/unmatched",
                            context -> context.json(UnmatchedJson.of(
                                    operations.journal().unmatched().latest(LATEST))))
                    .get(
                            "/api/store-and-forward",
                            context -> context.json(
                                    SafJson.of(operations.journal().legs().waiting(LATEST))))
                    .post("/api/store-and-forward/replay", this::replay)
                    .get(
                            "/api/stand-in",
                            context -> context.json(
                                    StandInJson.of(operations.journal().legs().standIns(LATEST))))
                    .post("/api/stand-in/{txn}/write-off", this::writeOff)
                    .exception(JournalException.class, (e, context) -> context.status(503)
                            .json(new Fault(e.getMessage())))
                    .exception(Exception.class, this::broken);
        });
        server.start(host, port);
    }

    record Fault(String error) {}

    /** How many messages are due now. */
    record Due(int due) {}

    private void health(Context context) {
        HealthJson health = HealthJson.of(operations);
        context.status(health.serves() ? 200 : 503).json(health);
    }

    /** Constant time, so that the token cannot be guessed piece by piece. */
    private void authorize(Context context) {
        String given = Optional.ofNullable(context.header("Authorization")).orElse("");
        byte[] presented =
                given.startsWith("Bearer ") ? given.substring(7).strip().getBytes(StandardCharsets.UTF_8) : new byte[0];
        if (!MessageDigest.isEqual(presented, token)) {
            throw new UnauthorizedResponse("a bearer token is needed: see the operator token file");
        }
    }

    /** What came of an order to a link. */
    record Done(String link, boolean done, String why, String state) {}

    private void order(Context context) {
        String name = context.pathParam("partner") + "/" + context.pathParam("link");
        LinkOrder order = LinkOrder.labelled(context.pathParam("order"))
                .orElseThrow(() -> new NotFoundResponse("a link can echo, sign-on, sign-off, drain and key-exchange"));
        LinkKeeper keeper = keeper(name);
        Agreement agreement = order.give(keeper);
        context.json(new Done(
                name, agreement.given(), agreement.why(), keeper.link().state().name()));
    }

    private LinkKeeper keeper(String link) {
        try {
            return operations.links().line(link).keeper();
        } catch (IllegalArgumentException e) {
            throw new NotFoundResponse(e.getMessage());
        }
    }

    private void transactions(Context context) {
        JournalReader reader = reader(context);
        String rrn = Optional.ofNullable(context.queryParam("rrn")).orElse("");
        if (!rrn.matches("[ -~]{0,12}")) {
            throw new BadRequestResponse("an RRN has at most 12 printable characters");
        }
        List<TransactionJson> found = (rrn.isEmpty() ? reader.latest(LATEST) : reader.byRrn(rrn))
                .stream().map(TransactionJson::of).toList();
        context.json(found);
    }

    /** A file that cannot be used is the operator's to mend, and is told in full. */
    private void routes(Context context, Function<Routes, Routes.Status> wish) {
        try {
            context.json(RoutesJson.of(wish.apply(operations.routes())));
        } catch (RuntimeException e) {
            context.status(422).json(new Fault(e.getMessage()));
        }
    }

    private void replay(Context context) {
        String partner = Optional.ofNullable(context.queryParam("partner")).orElse("");
        String txnId = Optional.ofNullable(context.queryParam("txn")).orElse("");
        if (partner.isEmpty() == txnId.isEmpty() || !txnId.matches("[0-9]{0,18}")) {
            throw new BadRequestResponse("say partner=NAME for all of a partner's, or txn=NUMBER for one");
        }
        Operations.Replay replay = operations.replay();
        context.json(new Due(txnId.isEmpty() ? replay.all(partner) : replay.one(Long.parseLong(txnId))));
    }

    /** What was written off. */
    record WrittenOff(String txnId) {}

    private void writeOff(Context context) {
        String txnId = context.pathParam("txn");
        try {
            boolean done = txnId.matches("[0-9]{1,18}")
                    && operations
                            .writeOff()
                            .of(Long.parseLong(txnId), parameter(context, "by"), parameter(context, "why"));
            if (!done) {
                throw new NotFoundResponse("no stand-in with that number was given up");
            }
            context.json(new WrittenOff(txnId));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }

    private static String parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("");
    }

    private JournalReader reader(Context context) {
        String source = Optional.ofNullable(context.queryParam("source")).orElse("journal");
        if (source.equals("journal")) {
            return operations.journal().reader();
        }
        if (!source.equals("replica")) {
            throw new BadRequestResponse("source is journal or replica");
        }
        return operations
                .replica()
                .flatMap(Replica::reader)
                .orElseThrow(() -> new JournalException("the replica cannot be read now"));
    }

    private void broken(Exception e, Context context) {
        LOG.error("request failed: path={} {}", context.path(), e.getClass().getName());
        context.status(500).json(new Fault("internal error"));
    }

    @Override
    public void close() {
        server.stop();
    }
}

package org.pointwork.ops;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.pointwork.journal.DayOpenException;
import org.pointwork.journal.DayStore;
import org.pointwork.journal.ReconciliationStore;

/** Business days over HTTP: {@code /api/days}. */
final class DaysApi {
    private static final int LATEST = 50;

    private final Operations operations;
    private final DayStore store;

    private DaysApi(Operations operations) {
        this.operations = operations;
        this.store = operations.journal().days();
    }

    /** A day as it stands: its date, and what was closed lately. */
    record Days(LocalDate today, List<DayJson> closed) {}

    record Turned(LocalDate date, Instant beginsAt) {}

    record Verified(LocalDate date, boolean verifies) {}

    record Open(String error, List<String> open) {}

    static void add(RoutesConfig routes, Operations operations) {
        DaysApi api = new DaysApi(operations);
        routes.get("/api/days", api::list)
                .get("/api/days/{date}", api::show)
                .post("/api/days/cutover", api::turn)
                .post("/api/days/{date}/close", api::close)
                .post("/api/days/{date}/verify", api::verify)
                .get("/api/days/{date}/reconciliation", api::reconciliation)
                .get(
                        "/api/reconciliations",
                        context -> context.json(ReconciliationJson.of(
                                operations.journal().reconciliations().latest(LATEST))))
                .exception(DayOpenException.class, (e, context) -> context.status(409)
                        .json(new Open(e.getMessage(), e.reasons())));
    }

    private void list(Context context) {
        context.json(new Days(
                operations.days().of(operations.clock().instant()),
                store.latest(LATEST).stream().map(DayJson::of).toList()));
    }

    private void show(Context context) {
        context.json(store.find(date(context))
                .map(DayJson::of)
                .orElseThrow(() -> new NotFoundResponse("that day is not closed")));
    }

    /** What a day came to by party, and with whom it was reconciled. */
    record Reconciled(
            String date, List<ReconciliationJson.PartyJson> totals, List<ReconciliationJson> reconciliations) {}

    private void reconciliation(Context context) {
        LocalDate date = date(context);
        ReconciliationStore reconciliations = operations.journal().reconciliations();
        context.json(new Reconciled(
                date.toString(),
                reconciliations.totals(date).stream()
                        .map(ReconciliationJson.PartyJson::of)
                        .toList(),
                ReconciliationJson.of(reconciliations.of(date, LATEST))));
    }

    private void turn(Context context) {
        DayStore.Turn turn = operations.days().turn(store, operations.clock());
        context.json(new Turned(turn.date(), turn.beginsAt()));
    }

    private void close(Context context) {
        context.json(DayJson.of(operations.closer().close(date(context))));
    }

    private void verify(Context context) {
        LocalDate date = date(context);
        context.json(new Verified(date, store.verifies(date)));
    }

    private static LocalDate date(Context context) {
        try {
            return LocalDate.parse(context.pathParam("date"));
        } catch (DateTimeParseException e) {
            throw new BadRequestResponse("a date is written 2026-07-21");
        }
    }
}

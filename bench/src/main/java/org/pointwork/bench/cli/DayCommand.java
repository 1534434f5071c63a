package org.pointwork.bench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import org.pointwork.node.ConfigException;
import org.pointwork.node.Secrets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./pointwork day}: a node's business days, over its HTTP API. Exit code 1 where the node says no. */
@Command(
        name = "day",
        mixinStandardHelpOptions = true,
        description = "Business days of a node: what is closed, what it came to, and who agrees.")
final class DayCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--api",
            defaultValue = "http://127.0.0.1:8080",
            scope = ScopeType.INHERIT,
            description = "The node's HTTP API; ${DEFAULT-VALUE}.")
    private URI api;

    @Option(
            names = "--operator-token-file",
            defaultValue = "${sys:pointwork.var}/operator-token",
            scope = ScopeType.INHERIT,
            description = "The API's bearer token; ${DEFAULT-VALUE}.")
    private Path token;

    @Override
    public void run() {
        list();
    }

    @Command(name = "list", description = "Today's business date, and the days that were closed lately.")
    int list() {
        return ask("GET", "", DayPrint::days);
    }

    @Command(name = "show", description = "What a closed day came to.")
    int show(@Parameters(paramLabel = "DATE") LocalDate date) {
        return ask("GET", "/" + date, DayPrint::day);
    }

    @Command(name = "cutover", description = "Turns the day now, rather than when the clock would.")
    int cutover() {
        return ask(
                "POST",
                "/cutover",
                (out, turned) ->
                        out.println("business day " + turned.path("date").asText() + " begins "
                                + turned.path("beginsAt").asText()));
    }

    @Command(name = "close", description = "Closes a day that is over, and tells the partners that want to hear of it.")
    int close(@Parameters(paramLabel = "DATE") LocalDate date) {
        return ask("POST", "/" + date + "/close", DayPrint::day);
    }

    @Command(name = "reconcile", description = "A day by party, and where acquirers and issuers say otherwise.")
    int reconcile(@Parameters(paramLabel = "DATE") LocalDate date) {
        return ask("GET", "/" + date + "/reconciliation", DayPrint::reconciliation);
    }

    private interface Print {
        void print(PrintWriter out, JsonNode said);
    }

    private int ask(String method, String path, Print print) {
        try {
            OperatorApi node = new OperatorApi(api, Secrets.read(token));
            OperatorApi.Answer answer = node.ask(method, "/api/days" + path);
            PrintWriter out = spec.commandLine().getOut();
            if (answer.isOk()) {
                print.print(out, answer.json());
            } else if (answer.status() == 401) {
                spec.commandLine().getErr().println("day: the node does not take the token in " + token);
            } else {
                DayPrint.refusal(spec.commandLine().getErr(), answer.json());
            }
            out.flush();
            return answer.isOk() ? 0 : 1;
        } catch (IOException | ConfigException e) {
            spec.commandLine().getErr().println("day: " + e.getMessage());
            return 1;
        }
    }
}

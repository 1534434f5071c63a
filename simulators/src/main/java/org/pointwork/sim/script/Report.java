package org.pointwork.sim.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;

/** Gathers what a case did, in words fit for a table: no card data. */
final class Report {
    private final List<String> sent = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> states = new ArrayList<>();

    void sent(CardMessage message, int times) {
        boolean worth = message.amount().map(Amount::minor).orElse(0L) > 0;
        String amount = worth ? " " + message.amount().orElseThrow().toString().split(" ")[0] : "";
        sent.add(message.mti() + amount + (times > 1 ? " ×" + times : ""));
    }

    void sentRaw(int bytes) {
        sent.add(bytes + " bytes");
    }

    void answered(CardMessage message) {
        answered.add(message.mti() + "/" + message.responseCode());
    }

    void answered(String what) {
        answered.add(what);
    }

    /** Of all that an answer has to hold, the table shows the response code. */
    void expected(Step.Expect wanted) {
        String code = wanted.wanted().get(39);
        expected.add(wanted.mti() + (code == null ? "" : "/" + code));
    }

    void expected(String what) {
        expected.add(what);
    }

    void state(String state) {
        states.add(state);
    }

    CaseResult result(String name, Duration elapsed, String why) {
        return new CaseResult(
                name, line(sent), line(answered), line(expected), line(states), elapsed, why.isEmpty(), why);
    }

    private static String line(List<String> parts) {
        return parts.stream().collect(Collectors.joining(", "));
    }
}

package org.pointwork.sim.issuer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.PinKey;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.sim.pos.PosMessages;

/**
 * The issuer's rules as a table. A step is {@code MTI amount FIELD=VALUE...} or {@code MTI of=N}, about the N-th step;
 * {@code unsent} keeps it from the issuer, {@code lost} keeps its answer from the terminal.
 */
class IssuerRulesTest {
    private final IssuerDesk desk = new IssuerDesk(
            new CardCheck(Optional.empty(), KeyRing.fixed(new PinKey("zpk.issuer-demo"))), 1_000, new FaultPlan());
    private final PosMessages messages = PosMessages.demo();
    private final List<CardMessage> sent = new ArrayList<>();
    private final List<Optional<CardMessage>> answers = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final List<String> deliveries = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # what                          | steps                                              | codes    | posted | held  | delivery
            purchase                        | 0200 123.00                                        | 00       | 12300  | 0     | NOW
            cash                            | 0200 100.00 3=010000                               | 00       | 10000  | 0     | NOW
            cashback                        | 0200 100.00 3=090000                               | 00       | 10000  | 0     | NOW
            refund                          | 0200 45.00 3=200000                                | 00       | -4500  | 0     | NOW
            balance inquiry                 | 0200 0.00 3=310000                                 | 00       | 0      | 0     | NOW
            pre-authorization               | 0100 500.00                                        | 00       | 0      | 50000 | NOW
            .05 declines                    | 0200 123.05                                        | 05       | 0      | 0     | NOW
            .51 has no funds                | 0200 123.51                                        | 51       | 0      | 0     | NOW
            .10 half where allowed          | 0200 200.10 48=610510000                           | 10       | 10005  | 0     | NOW
            .10 else no funds               | 0200 200.10                                        | 51       | 0      | 0     | NOW
            .10 on a pre-authorization      | 0100 200.10 48=610510000                           | 10       | 0      | 10005 | NOW
            .68 posts and is silent         | 0200 1.68                                          | 00       | 168    | 0     | NEVER
            .69 posts and is late           | 0200 1.69                                          | 00       | 169    | 0     | LATE
            .96 posts and drops             | 0200 1.96                                          | 00       | 196    | 0     | DROP
            .96 holds and drops             | 0100 1.96                                          | 00       | 0      | 196   | DROP
            no fault on an advice           | 0220 1.05                                          | 00       | 105    | 0     | NOW
            beyond the balance              | 0200 1000000.01                                    | 51       | 0      | 0     | NOW
            a hold is not spent twice       | 0100 999999.00; 0200 2.00                          | 00 51    | 0      | 99999900 | NOW NOW
            completion of a hold            | 0100 500.00; 0220 of=0 4=000000042000              | 00 00    | 42000  | 0     | NOW NOW
            completion by DE 38             | 0100 500.00; 0220 of=0 37=000000000001             | 00 00    | 50000  | 0     | NOW NOW
            completion by DE 37             | 0100 500.00 lost; 0220 of=0                        | 00 00    | 50000  | 0     | NOW NOW
            completion of nothing           | 0220 12.00                                         | 00       | 1200   | 0     | NOW
            completion twice                | 0100 500.00; 0220 of=0; 0221 of=1                  | 00 00 00 | 50000  | 0     | NOW NOW NOW
            authorization advice            | 0120 12.00; 0121 of=0                              | 00 00    | 0      | 1200  | NOW NOW
            advice of a hold, completion    | 0120 12.00 38=A1B2C3; 0220 of=0                    | 00 00    | 1200   | 0     | NOW NOW
            transfer                        | 0200 45.00 3=401020                                | 00       | 0      | 0     | NOW
            transfer beyond the balance     | 0200 1000000.01 3=401020                           | 51       | 0      | 0     | NOW
            deposit                         | 0200 45.00 3=210000                                | 00       | -4500  | 0     | NOW
            account verification            | 0100 0.00 3=330000                                 | 00       | 0      | 0     | NOW
            increase                        | 0100 50.00; 0100 9.00 38=000001                    | 00 00    | 0      | 5900  | NOW NOW
            increase of nothing             | 0100 9.00 38=000001                                | 25       | 0      | 0     | NOW
            increase, completion of both    | 0100 50.00; 0100 9.00 38=000001; 0220 of=0         | 00 00 00 | 5000   | 0     | NOW NOW NOW
            increase taken back             | 0100 50.00; 0100 9.00 38=000001; 0420 of=1         | 00 00 00 | 0      | 5000  | NOW NOW NOW
            repeat after its reversal       | 0200 31.00; 0420 of=0; 0201 of=0                   | 00 00 94 | 0      | 0     | NOW NOW NOW
            reversal                        | 0200 75.00; 0400 of=0                              | 00 00    | 0      | 0     | NOW NOW
            reversal advice                 | 0200 75.00; 0420 of=0; 0421 of=1                   | 00 00 00 | 0      | 0     | NOW NOW NOW
            reversal twice                  | 0200 75.00; 0420 of=0; 0420 of=0                   | 00 00 00 | 0      | 0     | NOW NOW NOW
            reversal of a refund            | 0200 45.00 3=200000; 0420 of=0                     | 00 00    | 0      | 0     | NOW NOW
            reversal of a hold              | 0100 500.00; 0420 of=0                             | 00 00    | 0      | 0     | NOW NOW
            reversal of a completed hold    | 0100 500.00; 0220 of=0; 0420 of=0                  | 00 00 00 | 50000  | 0     | NOW NOW NOW
            reversal of a completion        | 0100 500.00; 0220 of=0; 0420 of=1                  | 00 00 00 | 0      | 0     | NOW NOW NOW
            reversal of a partial approval  | 0200 200.10 48=610510000; 0420 of=0                | 10 00    | 0      | 0     | NOW NOW
            reversal of what was silent     | 0200 1.68; 0420 of=0                               | 00 00    | 0      | 0     | NEVER NOW
            reversal of a decline           | 0200 1.05; 0420 of=0                               | 05 00    | 0      | 0     | NOW NOW
            reversal by DE 37               | 0200 75.00; 0400 of=0 90=-                         | 00 00    | 0      | 0     | NOW NOW
            reversal of a part, DE 95       | 0200 75.00; 0400 of=0 95=000000003000              | 00 00    | 3000   | 0     | NOW NOW
            part of a refund                | 0200 75.00 3=200000; 0400 of=0 95=000000003000     | 00 00    | -3000  | 0     | NOW NOW
            part of a hold                  | 0100 75.00; 0400 of=0 95=000000003000              | 00 00    | 0      | 3000  | NOW NOW
            part, then again                | 0200 75.00; 0400 of=0 95=000000003000; 0400 of=0   | 00 00 00 | 3000   | 0     | NOW NOW NOW
            reversal before its original    | 0200 75.00 unsent; 0420 of=0; 0200 of=0            | 00 94    | 0      | 0     | NOW NOW
            reversal of nothing nameable    | 0200 75.00; 0420 of=0 90=- 37=-                    | 00 30    | 7500   | 0     | NOW NOW
            duplicate                       | 0200 31.00; 0200 of=0                              | 00 00    | 3100   | 0     | NOW NOW
            repeat                          | 0200 31.00; 0201 of=0                              | 00 00    | 3100   | 0     | NOW NOW
            repeat of a silent one          | 0200 1.68; 0201 of=0                               | 00 00    | 168    | 0     | NEVER NOW
            same key, other amount          | 0200 31.00; 0200 of=0 4=000000003200               | 00 94    | 3100   | 0     | NOW NOW
            card of another issuer          | 0200 1.00 2=4111111111111111                       | 14       | 0      | 0     | NOW
            PAN fails its check digit       | 0200 1.00 2=4000001234567890                       | 14       | 0      | 0     | NOW
            no PAN                          | 0200 1.00 2=-                                      | 14       | 0      | 0     | NOW
            another currency                | 0200 1.00 49=840                                   | 57       | 0      | 0     | NOW
            no amount                       | 0200 1.00 4=-                                      | 30       | 0      | 0     | NOW
            a PIN that cannot be checked    | 0200 1.00 52=PIN                                   | 96       | 0      | 0     | NOW
            a message not served            | 0300 1.00                                          | 12       | 0      | 0     | NOW
            """)
    void answersAndPosts(String what, String steps, String expected, long posted, long held, String delivery) {
        Arrays.stream(steps.split(";")).map(String::strip).forEach(this::take);
        assertAll(
                () -> assertEquals(expected, String.join(" ", codes)),
                () -> assertEquals(delivery, String.join(" ", deliveries)),
                () -> assertEquals(posted, desk.totals().postedMinor()),
                () -> assertEquals(held, desk.totals().heldMinor()),
                () -> assertTrue(desk.balances()));
    }

    @Test
    void answersADuplicateWithTheVeryAnswer() {
        CardMessage purchase = messages.purchase(PosMessages.DEMO_PAN, 1_000);
        CardMessage first = desk.decide(purchase).answer();
        assertEquals(6, first.fields().text(38).length());
        assertEquals(first, desk.decide(PosMessages.repeat(purchase)).answer());
    }

    @Test
    void saysWhatIsLeft() {
        desk.decide(messages.purchase(PosMessages.DEMO_PAN, 1_000));
        desk.decide(messages.preAuthorization(PosMessages.DEMO_PAN, 500));
        CardMessage inquiry =
                desk.decide(messages.balanceInquiry(PosMessages.DEMO_PAN)).answer();
        assertEquals(
                "0001356C0000999990000002356C000099998500", inquiry.fields().text(54));
    }

    @Test
    void saysWhatWasAskedWhereItApprovesLess() {
        take("0200 200.10 48=610510000");
        Fields answer = answers.getFirst().orElseThrow().fields();
        assertEquals("000000010005", answer.text(4));
        assertEquals("0057356D000000020010", answer.text(54));
    }

    @Test
    void forgetsTheOldestAndNotTheNewest() {
        CardMessage oldest = messages.purchase(PosMessages.DEMO_PAN, 100);
        desk.decide(oldest);
        CardMessage newest = oldest;
        for (int i = 0; i < 1_000; i++) {
            newest = messages.purchase(PosMessages.DEMO_PAN, 100);
            desk.decide(newest);
        }
        desk.decide(newest);
        assertEquals(1_001, desk.totals().transactions());
        desk.decide(oldest);
        assertEquals(1_002, desk.totals().transactions());
    }

    private void take(String step) {
        List<String> words = List.of(step.split(" +"));
        boolean about = words.get(1).startsWith("of=");
        CardMessage message = about
                ? about(words.getFirst(), Integer.parseInt(words.get(1).substring(3)))
                : messages.card(words.getFirst(), "000000", PosMessages.DEMO_PAN, minor(words.get(1)));
        CardMessage made = PosMessages.message(words.getFirst(), set(message.fields(), words.subList(2, words.size())));
        sent.add(made);
        if (words.contains("unsent")) {
            answers.add(Optional.empty());
            return;
        }
        Decision decision = desk.decide(made);
        codes.add(decision.answer().responseCode());
        deliveries.add(decision.delivery().name());
        answers.add(words.contains("lost") ? Optional.empty() : Optional.of(decision.answer()));
    }

    private CardMessage about(String mti, int index) {
        return messages.about(mti, sent.get(index), answers.get(index));
    }

    private static Fields set(Fields start, List<String> settings) {
        Fields.Editor fields = start.edit();
        for (String setting : settings) {
            String[] pair = setting.split("=");
            if (pair.length == 2 && pair[1].equals("-")) {
                fields.drop(Integer.parseInt(pair[0]));
            } else if (pair.length == 2 && pair[0].equals("52")) {
                fields.set(52, new byte[8]);
            } else if (pair.length == 2) {
                fields.set(Integer.parseInt(pair[0]), pair[1]);
            }
        }
        return fields.done();
    }

    private static long minor(String amount) {
        return Long.parseLong(amount.replace(".", ""));
    }
}

package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.Amount;
import org.pointwork.model.Currency;
import org.pointwork.model.Purpose;
import org.pointwork.model.Refusal;
import org.pointwork.route.Payment;
import org.pointwork.route.Whens;
import org.pointwork.txn.AmountLimits.Limit;

/** Which limit is a payment's, and what it says. */
class AmountLimitsTest {
    private static final AmountLimits LIMITS = new AmountLimits(List.of(
            Limit.ofAll("356", 10_000),
            new Limit("356", 500, Optional.of("bank-b"), Optional.empty(), Optional.of(Set.of("b")), Optional.empty()),
            new Limit(
                    "840",
                    0,
                    Optional.of("no-dollars"),
                    Optional.of(Whens.terminals("ATM*")),
                    Optional.empty(),
                    Optional.of("57"))));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            10000, 356, TERM0001, a, -,  -
            10001, 356, TERM0001, a, 61, over the largest amount of its currency
            500,   356, TERM0001, b, -,  -
            501,   356, TERM0001, b, 61, over limit bank-b
            99999, 840, TERM0001, b, -,  -
            1,     840, ATM00001, a, 57, over limit no-dollars
            -,     -,   ATM00001, b, -,  -
            """)
    void the_limit_that_is_for_a_payment_holds(
            Long minor, String currency, String terminal, String issuer, String code, String why) {
        Payment payment = new Payment(
                Purpose.PURCHASE,
                Optional.ofNullable(currency).flatMap(Currency::of).map(known -> new Amount(minor, known)),
                "demo",
                terminal,
                "SHOP",
                Instant.EPOCH);
        assertEquals(Optional.ofNullable(code).map(given -> new Refusal(given, why)), LIMITS.refusal(payment, issuer));
    }

    @Test
    void a_limit_of_some_has_a_name_to_be_told_by() {
        assertEquals(
                "a limit that is not for all payments has a name",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Limit(
                                        "356",
                                        1,
                                        Optional.empty(),
                                        Optional.of(Whens.terminals("A*")),
                                        Optional.empty(),
                                        Optional.empty()))
                        .getMessage());
    }
}

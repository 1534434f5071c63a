package org.pointwork.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.testing.Requests;

/** Who may send what, and the code that says why not. */
class SenderTest {
    private static final Permissions SOME =
            new Permissions(Set.of("0100", "0200"), Set.of("00", "311000"), Set.of("356"));

    private static final Registry REGISTRY = new Registry(
            1,
            List.of(
                    new Acquirer("demo", true, new Permissions(Set.of(), Set.of(), Set.of("356", "840"))),
                    new Acquirer("gone", false, Permissions.ALL)),
            List.of(
                    new Merchant("demo", "SHOP", "A shop", true, Permissions.ALL),
                    new Merchant("demo", "NODOLLARS", "", true, new Permissions(Set.of(), Set.of(), Set.of("356"))),
                    new Merchant("demo", "CLOSED", "", false, Permissions.ALL),
                    new Merchant("gone", "SHOP", "", true, Permissions.ALL)),
            List.of(
                    terminal("demo", "T1", "SHOP", true, Permissions.ALL),
                    terminal("demo", "T2", "SHOP", true, SOME),
                    terminal("demo", "T3", "SHOP", false, Permissions.ALL),
                    terminal("demo", "T4", "NODOLLARS", true, Permissions.ALL),
                    terminal("demo", "T5", "CLOSED", true, Permissions.ALL),
                    terminal("gone", "T6", "SHOP", true, Permissions.ALL)));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            acquirer, terminal, merchant,  MTI,  DE 3,   DE 49, known only, code, why
            demo,     T1,       SHOP,      0200, 000000, 356,   true,       -,    -
            demo,     T1,       -,         0200, 000000, 356,   true,       -,    -
            demo,     T1,       NODOLLARS, 0200, 000000, 356,   false,      03,   the terminal is of another merchant than DE 42
            demo,     T9,       SHOP,      0200, 000000, 356,   false,      -,    -
            demo,     T9,       SHOP,      0200, 000000, 356,   true,       58,   the terminal is not registered
            demo,     T9,       NOSHOP,    0200, 000000, 356,   false,      -,    -
            demo,     T9,       CLOSED,    0200, 000000, 356,   false,      03,   the merchant is not active
            demo,     T3,       SHOP,      0200, 000000, 356,   false,      58,   the terminal is not active
            demo,     T5,       CLOSED,    0200, 000000, 356,   false,      03,   the merchant is not active
            gone,     T6,       SHOP,      0200, 000000, 356,   false,      58,   the acquirer is not active
            other,    T1,       SHOP,      0200, 000000, 356,   false,      -,    -
            other,    T1,       SHOP,      0200, 000000, 356,   true,       58,   the terminal is not registered
            demo,     T2,       SHOP,      0200, 000000, 356,   true,       -,    -
            demo,     T2,       SHOP,      0201, 001000, 356,   true,       -,    -
            demo,     T2,       SHOP,      0220, 000000, 356,   true,       58,   the terminal may not send MTI 0220
            demo,     T2,       SHOP,      0200, 311000, 356,   true,       -,    -
            demo,     T2,       SHOP,      0200, 312000, 356,   true,       58,   the terminal may not send DE 3 312000
            demo,     T2,       SHOP,      0200, 010000, 356,   true,       58,   the terminal may not send DE 3 010000
            demo,     T2,       SHOP,      0200, 000000, 840,   true,       58,   the terminal may not send DE 49 840
            demo,     T1,       SHOP,      0200, 000000, 840,   true,       -,    -
            demo,     T1,       SHOP,      0200, 000000, 978,   true,       58,   the acquirer may not send DE 49 978
            demo,     T4,       NODOLLARS, 0200, 000000, 840,   true,       58,   the merchant may not send DE 49 840
            """, useHeadersInDisplayName = true)
    void each_lack_has_its_code(
            String acquirer,
            String terminal,
            String merchant,
            String mti,
            String code,
            String currency,
            boolean knownOnly,
            String responseCode,
            String why) {
        CardMessage request = Requests.as(Requests.purchase(1), mti);
        request = Requests.with(Requests.with(Requests.with(request, 41, terminal), 3, code), 49, currency);
        request = merchant == null ? Requests.without(request, 42) : Requests.with(request, 42, merchant);
        assertEquals(
                Optional.ofNullable(responseCode).map(given -> new Refusal(given, why)),
                REGISTRY.sender(acquirer, request).refusal(request, knownOnly));
    }

    @Test
    void where_nobody_is_registered_nobody_is_known() {
        CardMessage request = Requests.purchase(1);
        Sender sender = Registry.EMPTY.sender("demo", request);
        assertEquals(Sender.UNKNOWN, sender);
        assertEquals(Optional.empty(), sender.refusal(request, false));
        assertEquals("58", sender.refusal(request, true).orElseThrow().responseCode());
    }

    private static Terminal terminal(String acquirer, String id, String merchant, boolean active, Permissions may) {
        return new Terminal(
                acquirer,
                id,
                merchant,
                active,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                may);
    }
}

package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.Pan;
import org.pointwork.route.RouteTable;
import org.pointwork.route.Routed;
import org.pointwork.testing.Requests;

/** What an operator may get wrong in {@code cfg/}, and the sentence that says so. */
class ConfigTest extends CopiedCfg {
    @Test
    void what_the_repository_ships_can_be_used() {
        Config config = load();
        DeployCheck.check(cfg.resolve("deploy"));
        config.checkNames();
        assertAll(
                () -> assertEquals("node-1", config.node().name()),
                () -> assertEquals(
                        8583, config.listeners().listeners().getFirst().port()),
                () -> assertEquals(
                        Duration.ofSeconds(2),
                        config.partners().partners().getFirst().timeout()),
                () -> assertEquals(
                        2, config.partners().partners().getFirst().links().size()),
                () -> assertEquals(2, config.routes().routes().size()),
                () -> assertEquals("pan.token", config.keys().panToken()));
    }

    @ParameterizedTest
    @CsvSource({
        "node.yml,      'max-queue:',      'max-queu:',       max-queu,       max-queue",
        "listeners.yml, 'response-time:',  'reponse-time:',   reponse-time,   response-time",
        "links.yml,     'mac-key:',        'mac-kay:',        mac-kay,        mac-key",
        "routes.yml,    'partner:',        'parner:',         parner,         partner",
        "limits.yml,    'max-amount:',     'max-amout:',      max-amout,      max-amount",
        "keys.yml,      'pan-seal:',       'pan-seel:',       pan-seel,       pan-seal",
    })
    void an_unknown_key_stops_the_start_with_the_nearest_known(
            String file, String known, String typo, String unknown, String nearest) throws IOException {
        replace(file, known, typo);
        String sentence = refused();
        assertAll(
                () -> assertTrue(sentence.contains(file), sentence),
                () -> assertTrue(sentence.contains(unknown + "\""), sentence),
                () -> assertTrue(sentence.endsWith("nearest known key is \"" + nearest + "\""), sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "node.yml,      '  max-wait: 5s',              max-wait",
        "node.yml,      '  sessions: 4',               sessions",
        "listeners.yml, '    mac: required',           mac",
        "links.yml,     '    timeout: 2s',             timeout",
        "limits.yml,    '    max-amount: 500000000',   max-amount",
        "keys.yml,      'pan-token: pan.token',        pan-token",
    })
    void a_missing_key_stops_the_start(String file, String line, String key) throws IOException {
        replace(file, line, "");
        String sentence = refused();
        assertTrue(sentence.contains(file + ": missing key") && sentence.endsWith(key + "\""), sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "listeners.yml, 'response-time: 20s',   'response-time: 20',        limits.response-time, '\"20\" is no time span'",
        "links.yml,     'timeout: 2s',          'timeout: two seconds',     timeout,       'is no time span'",
        "limits.yml,    'tolerance-percent: 20', 'tolerance-percent: 101',   completions,   'tolerance-percent is 0 to 100'",
        "links.yml,     'max-in-flight: 2000',  'max-in-flight: many',      max-in-flight, 'int'",
        "listeners.yml, 'mac: required',        'mac: sometimes',           mac,           'where-present'",
        "routes.yml,    'prefix: \"400000\"',   'prefix: \"4000x0\"',       prefix,        '1 to 19 digits'",
    })
    void a_value_of_the_wrong_kind_names_its_key(String file, String right, String wrong, String key, String why)
            throws IOException {
        replace(file, right, wrong);
        String sentence = refused();
        assertAll(
                () -> assertTrue(sentence.contains(file), sentence),
                () -> assertTrue(sentence.contains(key), sentence),
                () -> assertTrue(sentence.contains(why), sentence));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            sign-on: ours,            sign-on: sometimes,                   sign-on,       theirs
            framing: length2,         framing: length2-tpdu,                partner issuer-demo, a TPDU is for doors
            mac-key: zak.issuer-demo, 'mac-key: ""',                        MAC key,       exchanged and none is named
            'field: "48"',            'field: "52"',                        key-exchange,  53/96 and the private elements
            '[pin, mac]',             '[]',                                 key-exchange,  'pin, mac or both'
            made-by: either,          made-by: nobody,                      made-by,       partner
            'sign-on: ours',          'sign-on: ours\n    behaviour:\n      match-on: [1, 11]', match-on, from 2 to 128
            'sign-on: ours',          'sign-on: ours\n    behaviour:\n      match-on: []', match-on, one element at least
            'sign-on: ours',          'sign-on: ours\n    behaviour:\n      match-in: [11]', match-in, match-on
            """)
    void a_partner_that_cannot_be_is_told_why(String right, String wrong, String key, String why) throws IOException {
        replace("links.yml", right, wrong);
        String sentence = refused();
        assertAll(
                () -> assertTrue(sentence.contains("links.yml"), sentence),
                () -> assertTrue(sentence.contains(key), sentence),
                () -> assertTrue(sentence.contains(why), sentence));
    }

    @Test
    void days_are_dropped_only_where_that_is_set_and_never_young_ones() throws IOException {
        assertEquals(
                Optional.empty(), Config.load(cfg, Map.of()).node().journal().keepDays());
        replace("node.yml", "  max-wait: 5s", "  keep-days: 90\n  max-wait: 5s");
        assertEquals(
                Optional.of(90), Config.load(cfg, Map.of()).node().journal().keepDays());
        replace("node.yml", "keep-days: 90", "keep-days: 29");
        assertTrue(refused().contains("30 at least"), this::refused);
    }

    @Test
    void a_key_that_stands_twice_stops_the_start() throws IOException {
        replace("node.yml", "  max-wait: 5s", "  max-wait: 5s\n  max-wait: 50s");
        assertTrue(refused().contains("node.yml"));
    }

    @Test
    void the_environment_fills_in_what_is_named_and_defaults_do_the_rest() {
        Config config = Config.load(cfg, Map.of("PW_ASCII_PORT", "18583", "PW_NODE_NAME", "here"));
        assertAll(
                () -> assertEquals(18583, config.listeners().listeners().get(0).port()),
                () -> assertEquals(8584, config.listeners().listeners().get(1).port()),
                () -> assertEquals("here", config.node().name()));
    }

    @Test
    void a_variable_without_default_and_without_value_stops_the_start() throws IOException {
        replace("node.yml", "${PW_NODE_ID:-1}", "${PW_NODE_ID}");
        assertTrue(refused().endsWith("the environment has no PW_NODE_ID"));
        assertEquals(7, Config.load(cfg, Map.of("PW_NODE_ID", "7")).node().id());
    }

    @Test
    void what_is_not_yaml_is_told_by_its_line() throws IOException {
        Files.writeString(cfg.resolve("keys.yml"), "pan-token: x\npan-seal: 'y\n");
        String sentence = refused();
        assertTrue(sentence.contains("keys.yml: not YAML, line "), sentence);
    }

    @Test
    void a_file_that_is_not_there_is_named() throws IOException {
        Files.delete(cfg.resolve("limits.yml"));
        assertTrue(refused().endsWith("limits.yml: cannot be read"));
    }

    @Test
    void a_route_to_nobody_names_the_nearest_partner() throws IOException {
        replace("routes.yml", "partner: issuer-demo", "partner: isuer-demo");
        Config config = load();
        String sentence =
                assertThrows(ConfigException.class, config::checkNames).getMessage();
        assertAll(
                () -> assertTrue(sentence.contains("isuer-demo"), sentence),
                () -> assertTrue(sentence.endsWith("nearest is \"issuer-demo\""), sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "listeners.yml, name: pos-bcd, name: pos-ascii, door \"pos-ascii\" is there twice",
        "business-day.yml, 'cutover:', 'reconciliation: {doors: [pos-tsl], partners: []}\ncutover:', reconciliation: there is no door \"pos-tsl\"",
        "business-day.yml, 'cutover:', 'reconciliation: {doors: [], partners: [{partner: issuer-x, message: advice}]}\ncutover:', no partner is called \"issuer-x\"",
        "limits.yml, 'doors: [pos-tls]', 'doors: [pos-tsl]', hot-cards: there is no door \"pos-tsl\"",
        "limits.yml, 'limits:', 'limits:\n  - currency: \"356\"\n    max-amount: 1', currency \"356\" is there twice"
    })
    void a_name_that_stands_twice_or_nowhere_stops_the_start(String file, String from, String to, String why)
            throws IOException {
        replace(file, from, to);
        Config config = load();
        String sentence =
                assertThrows(ConfigException.class, config::checkNames).getMessage();
        assertEquals(file + ": " + why, sentence);
    }

    @Test
    void a_prefix_that_stands_twice_stops_the_start() throws IOException {
        replace("routes.yml", "\"520000\"", "\"400000\"");
        var routes = load().routes().routes();
        String sentence = assertThrows(IllegalArgumentException.class, () -> new RouteTable(routes))
                .getMessage();
        assertTrue(sentence.contains("routes.yml") && sentence.contains("400000"), sentence);
    }

    @Test
    void a_range_of_cards_is_a_route_and_a_hundred_thousand_can_be_read() throws IOException {
        StringBuilder text = new StringBuilder(
                "routes:\n  - from: \"51000000000\"\n    to: \"51099999999\"\n    partner: issuer-demo\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("  - prefix: \"").append(4_000_000_000L + i).append("\"\n    partner: issuer-demo\n");
        }
        Files.writeString(cfg.resolve("routes.yml"), text);
        Config config = load();
        config.checkNames();
        RouteTable table = new RouteTable(config.routes().routes());
        assertAll(
                () -> assertEquals(Optional.of("issuer-demo"), partner(table, "4000099999123456")),
                () -> assertEquals(Optional.of("issuer-demo"), partner(table, "5105000000000000")),
                () -> assertEquals(Optional.empty(), partner(table, "4000100000123456")));
    }

    @Test
    void a_route_to_nobody_at_all_is_told_by_its_place() throws IOException {
        replace("routes.yml", "    partner: issuer-demo\n", "");
        String sentence = refused();
        assertTrue(sentence.contains("routes.[0]") && sentence.endsWith("a route has a partner, or a plan"), sentence);
    }

    @Test
    void velocity_rules_are_read() throws IOException {
        Files.writeString(cfg.resolve("limits.yml"), """
                zone: Asia/Kolkata
                limits:
                  - {currency: "356", max-amount: 5}
                  - {currency: "356", max-amount: 1, name: nights, when: {time-from: "22:00", time-to: "06:00"}}
                velocity:
                  - {name: often, per: card, within: hour, max-count: 2, when: {purposes: [CASH], terminals: ["ATM*"]}}
                  - {name: much, per: merchant, within: day, currency: "356", max-amount: 100, response-code: "57"}
                """);
        Config config = load();
        config.checkNames();
        assertEquals(2, config.limits().velocity().orElseThrow().size());
        replace("limits.yml", "name: much", "name: often");
        assertEquals(
                "limits.yml: velocity rule \"often\" is there twice",
                assertThrows(ConfigException.class, load()::checkNames).getMessage());
    }

    @Test
    void a_plan_is_read_and_its_partners_are_known() throws IOException {
        Files.writeString(cfg.resolve("routes.yml"), """
                zone: Asia/Kolkata
                routes:
                  - {prefix: "400000", plan: cards, product: debit}
                plans:
                  - name: cards
                    rules:
                      - name: nights
                        when: {products: [debit], purposes: [PURCHASE], days: [SATURDAY], time-from: "22:00", time-to: "06:00"}
                        targets: [{partner: issuer-demo, percent: 100}]
                      - name: else
                        targets: [{partner: isuer-demo}]
                """);
        Config config = load();
        String sentence =
                assertThrows(ConfigException.class, config::checkNames).getMessage();
        assertEquals(
                "routes.yml: rule cards/else goes to \"isuer-demo\", which links.yml does not have; nearest is \"issuer-demo\"",
                sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "'time-from:', 'time-form:', plans[0].rules[0].when.time-form",
        "'partner: b', 'parner: b', plans[0].rules[0].targets[0].parner"
    })
    void a_misspelt_key_in_a_plan_is_told_by_its_place(String known, String typo, String place) throws IOException {
        Files.writeString(cfg.resolve("routes.yml"), """
                routes:
                  - {prefix: "400000", plan: cards}
                plans:
                  - name: cards
                    rules:
                      - name: nights
                        when: {time-from: "22:00", time-to: "06:00"}
                        targets: [{partner: b}]
                """.replace(known, typo));
        String sentence = refused();
        assertTrue(sentence.contains("unknown key \"" + place + "\""), sentence);
    }

    @Test
    void a_route_without_prefix_or_range_is_told_by_its_place() throws IOException {
        replace("routes.yml", "- prefix: \"520000\"", "- from: \"52000000000\"");
        String sentence = refused();
        assertTrue(
                sentence.contains("routes.[1]") && sentence.contains("a route has a prefix, or from and to"), sentence);
    }

    private static Optional<String> partner(RouteTable table, String pan) {
        return table.decide(new Pan(pan), Requests.payment(), _ -> true).map(Routed::partner);
    }

    private String refused() {
        return assertThrows(ConfigException.class, this::load).getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pin-key: tpk.demo | pin-key: tpk.demo\\n    dukpt: {base-key: bdk.demo} | mac-key and pin-key, or those of dukpt",
                "pin-key: tpk.demo | pin-key: \"\"                             | mac-key and pin-key, or those of dukpt",
                "pin-key: tpk.demo | pin-key: tpk.demo\\n    dukpt: {field: 52}  | dukpt: field is DE 48, 60 to 63 or 120 to 127",
                "pin-key: tpk.demo | pin-key: tpk.demo\\n    pin: {format: iso-4} | a block of iso-4 has 16 bytes and DE 52 has 8",
                "pin-key: tpk.demo | pin-key: tpk.demo\\n    pin: {format: iso-2} | format 2 is for the chip alone",
                "pin-key: tpk.demo | pin-key: tpk.demo\\n    pin: {format: iso-5} | not one of the values accepted",
            })
    void a_door_has_keys_of_one_kind_and_pins_where_they_fit(String known, String wrong, String why)
            throws IOException {
        replace("listeners.yml", known, wrong.replace("\\n", "\n"));
        String sentence = refused();
        assertTrue(sentence.contains(why), sentence);
    }

    @Test
    void several_tokens_have_labels_of_their_own_and_keys_that_nobody_exchanges() throws IOException {
        replace(
                "node.yml",
                "  sessions: 4",
                "  sessions: 4\n  failover: {tokens: [{module: a.so, token: second, pin-file: pin, sessions: 4}]}");
        String exchange =
                assertThrows(ConfigException.class, () -> load().checkNames()).getMessage();
        assertTrue(exchange.contains("a partner's key-exchange makes keys in one token"), exchange);
        replace("node.yml", "token: second", "token: pointwork");
        String label =
                assertThrows(ConfigException.class, () -> load().checkNames()).getMessage();
        assertTrue(label.contains("tokens have labels of their own"), label);
    }

    @Test
    void a_translation_that_the_standard_forbids_stops_the_start() throws IOException {
        replace("links.yml", "pin-key: zpk.issuer-demo", "pin-key: zpk.issuer-demo\n    pin: {format: iso-1}");
        String sentence =
                assertThrows(ConfigException.class, () -> load().checkNames()).getMessage();
        assertAll(
                () -> assertTrue(sentence.contains("partner \"issuer-demo\""), sentence),
                () -> assertTrue(sentence.contains("never translated to one without"), sentence));
    }
}

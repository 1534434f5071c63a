package org.pointwork.sim.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pointwork.model.TxnState;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.Sealing;

/**
 * Reads a script: one case in lines of words, the first of which is a verb. Empty lines and lines that begin with
 * {@code #} are skipped. {@code "quotes"} hold spaces and the escapes \r \n \t \" \\ \xHH.
 *
 * <pre>
 *  title  WORDS                    what the table calls the case; the first line
 *  family WORD                     what it is about; then, where there are any,
 *  clause WORDS                    where it is written that a switch behaves so
 *  needs  WORD...                  what the node must have been set up with
 *
 *  door   NAME [line=N]            through which door from here on, over a new connection; ascii where none is named.
 *                                  One with a name stays open when another is entered
 *  line   N                        back to that connection
 *  send   MTI [OPTION] FIELD=VALUE...
 *         name=N                   what later lines call it
 *         of=N                     about an earlier message: same class: the same again (duplicate, repeat, conflict);
 *                                  04xx: its reversal with DE 90; else its completion with DE 37 and DE 38
 *         times=20                 so many at once, all equal; their answers have to be equal too
 *         mac=good|bad|none        else what the door wants
 *         write=held|bytewise      in one piece with the next; one byte a write
 *         trace=lost               its answer need not repeat its trace (a message whose trace cannot be read)
 *  raw    frame|bytes hex=HEX      a payload with the door's length and header around it, or bytes as they are
 *  raw    frame|bytes text=TEXT    the same in Latin-1
 *  expect MTI [of=N] [same=N] [after=1500ms] [within=5s] FIELD=VALUE...
 *                                  the answer to that message, else to the last one sent; the same as that of N; no
 *                                  sooner and no later than that
 *  expect nothing [within=1s]      no answer, nothing unasked, and the connection stays
 *  expect closed  [within=5s]
 *  state  STATE [of=N] [within=5s] KEY=VALUE...
 *                                  one of the node's entries for the message's DE 37 comes to this;
 *                                  entries=1 counts them, any other key is one of the entry's JSON, at its top or below
 *                                  (link=backup is in its history); path=FORWARDED>APPROVED is its history's states
 *  keep   FIELD [of=N] [as=NAME] [from=answer|sent]
 *                                  the element of that answer, from here on written $NAME (the field's own, where none)
 *  api    PATH [within=5s] [keep=KEY [as=NAME]] KEY=VALUE...
 *                                  some object in the node's GET /api/PATH comes to have all these values, and one more
 *                                  of its values is kept
 *  operator PATH [status=409] [within=90s] KEY=VALUE...
 *                                  an operator's wish, POST /api/PATH?KEY=VALUE, is answered 200 or with that status;
 *                                  wished again for so long until it is
 *  issuer COMMAND KEY=VALUE...     the issuer simulator is told something: fault kind=delay delayMs=500
 *  issuer says KEY=VALUE...        what it answered to that
 *  ledger +1.23|-1.23|0.00 [held=+1.23] [within=5s]
 *                                  what is posted in the issuer's books comes to have moved by so much since the case
 *                                  began, and what is held
 *
 *  FIELD  a number from 2 to 128, or pan purpose amount stan expiry mcc acquirer rrn auth code terminal merchant private
 *         currency pin amounts network
 *  VALUE  sent:     amount=123.05 (two decimals), purpose=purchase|cash|cashback|refund|deposit|inquiry, pin=1234 (enciphered),
 *                   hexadecimal in 52, 64, 96 and 128, - leaves the element out
 *         expected: * anything, - absent, 68|91 either, !00 anything else
 *         both:     $NAME, what was kept; $today, $yesterday and $tomorrow, with -mmdd behind it as in DE 15
 * </pre>
 */
public final class ScriptParser {
    private static final Set<String> PIN_NAMES = Set.of("pin", "new-pin");
    private static final Set<String> STATES =
            Arrays.stream(TxnState.values()).map(TxnState::name).collect(Collectors.toSet());

    private static final Set<String> HEAD = Set.of("family", "clause", "needs");

    private final String file;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> keptNames = new HashSet<>(Kept.always());
    private final Set<String> lineNames = new HashSet<>();
    private final Map<String, String> head = new HashMap<>();
    private String title = "";

    private ScriptParser(String file) {
        this.file = file;
    }

    /**
     * @param file as errors name it
     * @throws ScriptException naming the file and the line that cannot be understood
     */
    public static Script parse(String file, String text) {
        ScriptParser parser = new ScriptParser(file);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                parser.read(number, line);
            }
        }
        if (parser.steps.isEmpty()) {
            throw new ScriptException(file, number, "does nothing");
        }
        return parser.script();
    }

    private Script script() {
        Set<String> needs = Set.of(head.getOrDefault("needs", "").split(" "));
        return new Script(
                file,
                title,
                head.getOrDefault("family", ""),
                head.getOrDefault("clause", ""),
                needs.stream().filter(need -> !need.isEmpty()).collect(Collectors.toSet()),
                steps);
    }

    private void read(int line, String text) {
        try {
            List<String> words = Words.of(text);
            String verb = words.getFirst();
            if (title.isEmpty() != verb.equals("title")) {
                throw new IllegalArgumentException("a script has one title, and it comes first");
            }
            List<String> rest = words.subList(1, words.size());
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(verb + " needs more words");
            }
            if (verb.equals("title")) {
                title = String.join(" ", rest);
            } else if (HEAD.contains(verb)) {
                head(verb, String.join(" ", rest));
            } else {
                steps.add(step(line, verb, rest.getFirst(), new Options(rest.subList(1, rest.size()))));
            }
        } catch (IllegalArgumentException e) {
            throw new ScriptException(file, line, e.getMessage());
        }
    }

    private void head(String verb, String words) {
        if (!steps.isEmpty() || head.put(verb, words) != null) {
            throw new IllegalArgumentException("a script has one " + verb + ", and it comes before what is done");
        }
        if (verb.equals("family") && !words.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("a family is one word of small letters, digits and -");
        }
    }

    private Step step(int line, String verb, String object, Options options) {
        Step step =
                switch (verb) {
                    case "door" -> door(line, object, options);
                    case "line" -> new Step.Use(line, requireLine(object));
                    case "keep" -> keep(line, object, options);
                    case "send" -> send(line, object, options);
                    case "raw" -> raw(line, object, options);
                    case "expect" -> expect(line, object, options);
                    case "state" -> state(line, object, options);
                    case "api" -> api(line, object, options);
                    case "operator" -> operator(line, object, options);
                    case "issuer" -> issuer(line, object, known(options.takeRest()));
                    case "ledger" ->
                        new Step.Ledger(
                                line,
                                minor(object),
                                options.take("held").map(ScriptParser::minor),
                                options.takeWithin());
                    default ->
                        throw new IllegalArgumentException(
                                "\"" + verb
                                        + "\" is not one of door, line, send, raw, expect, state, keep, api, operator, issuer, ledger");
                };
        options.requireNoneLeft();
        return step;
    }

    private Step door(int line, String name, Options options) {
        String called = options.take("line").orElse("");
        lineNames.add(called);
        return new Step.Enter(line, oneOf("door", name, Door.names()), called);
    }

    private String requireLine(String name) {
        if (!lineNames.contains(name)) {
            throw new IllegalArgumentException("no earlier door has line=" + name);
        }
        return name;
    }

    private Step keep(int line, String field, Options options) {
        String name = options.take("as").orElse(field);
        boolean sent = options.take("from")
                .map(from -> oneOf("from", from, Set.of("answer", "sent")))
                .filter("sent"::equals)
                .isPresent();
        keptNames.add(keepable(name));
        return new Step.Keep(line, name, FieldNames.element(field), earlier("of", options), sent);
    }

    private Step api(int line, String path, Options options) {
        Optional<String> keep = options.take("keep");
        String as = options.take("as").orElse(keep.orElse(""));
        if (keep.isPresent()) {
            keptNames.add(keepable(as));
        }
        return new Step.Api(line, knownPath(path), options.takeWithin(), keep, as, known(options.takeRest()));
    }

    private Step operator(int line, String path, Options options) {
        int status = options.take("status").map(Integer::parseInt).orElse(200);
        return new Step.Operator(line, knownPath(path), status, options.takeWithin(), known(options.takeRest()));
    }

    private static Step issuer(int line, String command, Map<String, String> settings) {
        return command.equals("says") ? new Step.Says(line, settings) : new Step.Order(line, command, settings);
    }

    private static String keepable(String name) {
        if (!Kept.isReference("$" + name)) {
            throw new IllegalArgumentException("what is kept has a name of small letters, digits and -: as=NAME");
        }
        return name;
    }

    private String knownPath(String path) {
        for (String part : path.split("/")) {
            known(part);
        }
        return path;
    }

    /** What stands for something kept has to have been. */
    private String known(String word) {
        if (Kept.isReference(word) && !keptNames.contains(word.substring(1))) {
            throw new IllegalArgumentException("nothing is kept as " + word);
        }
        return word;
    }

    private Map<String, String> known(Map<String, String> words) {
        words.values().forEach(this::known);
        return words;
    }

    /** A movement in minor units, written with two decimals and a sign. */
    private static long minor(String movement) {
        if (!movement.matches("[+-][0-9]{1,12}\\.[0-9]{2}|0\\.00")) {
            throw new IllegalArgumentException("a movement is written +1.23, -1.23 or 0.00");
        }
        return Long.parseLong(movement.replace(".", ""));
    }

    private Step send(int line, String mti, Options options) {
        Optional<String> of = earlier("of", options);
        String name = options.take("name").orElse("");
        int times = options.take("times").map(Integer::parseInt).orElse(1);
        Optional<Sealing> sealing = options.take("mac")
                .map(mac -> oneOf("mac", mac, Set.of("good", "bad", "none")))
                .map(mac -> Sealing.valueOf(mac.toUpperCase(Locale.ROOT)));
        Step.Delivery delivery = options.take("write")
                .map(way -> oneOf("write", way, Set.of("held", "bytewise")))
                .map(way -> Step.Delivery.valueOf(way.toUpperCase(Locale.ROOT)))
                .orElse(Step.Delivery.AT_ONCE);
        boolean traced = options.take("trace")
                .map(trace -> oneOf("trace", trace, Set.of("lost")))
                .isEmpty();
        names.add(name);
        Map<Integer, Step.Setting> settings = options.takeElements(entry -> setting(entry.getKey(), entry.getValue()));
        return new Step.Send(line, mti(mti), name, of, times, sealing, delivery, traced, settings);
    }

    private Step.Setting setting(String name, String value) {
        if (value.equals("-")) {
            return new Step.Setting.Absent();
        }
        return PIN_NAMES.contains(name)
                ? new Step.Setting.Pin(value)
                : new Step.Setting.Text(FieldNames.value(name, known(value)));
    }

    private static Step raw(int line, String how, Options options) {
        boolean framed = oneOf("raw", how, Set.of("frame", "bytes")).equals("frame");
        byte[] bytes = options.take("text")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .or(() -> options.take("hex").map(HexFormat.of()::parseHex))
                .orElseThrow(() -> new IllegalArgumentException("raw needs hex= or text="));
        return new Step.Raw(line, bytes, framed);
    }

    private Step expect(int line, String what, Options options) {
        return switch (what) {
            case "nothing" -> new Step.ExpectNothing(line, options.takeWithin());
            case "closed" -> new Step.ExpectClosed(line, options.takeWithin());
            default ->
                new Step.Expect(
                        line,
                        mti(what),
                        earlier("of", options),
                        earlier("same", options),
                        options.takeDuration("after"),
                        options.takeWithin(),
                        options.takeElements(entry -> FieldNames.value(entry.getKey(), known(entry.getValue()))));
        };
    }

    private Step state(int line, String state, Options options) {
        return new Step.AwaitState(
                line,
                oneOf("state", state, STATES),
                earlier("of", options),
                options.takeWithin(),
                known(options.takeRest()));
    }

    private Optional<String> earlier(String key, Options options) {
        Optional<String> of = options.take(key);
        of.filter(name -> !names.contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException("no earlier line is called \"" + name + "\"");
        });
        return of;
    }

    private static String mti(String text) {
        if (!text.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no MTI of four digits");
        }
        return text;
    }

    private static String oneOf(String what, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(what + ": \"" + value + "\" is not one of "
                    + String.join(", ", allowed.stream().sorted().toList()));
        }
        return value;
    }
}

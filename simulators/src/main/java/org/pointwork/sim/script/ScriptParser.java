package org.pointwork.sim.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pointwork.model.TxnState;
import org.pointwork.sim.pos.Sealing;

/**
 * Reads a script: one case in lines of words, the first of which is a verb. Empty lines and lines that begin with
 * {@code #} are skipped. {@code "quotes"} hold spaces and the escapes \r \n \t \" \\ \xHH.
 *
 * <pre>
 *  title  WORDS                    what the table calls the case; the first line
 *  door   ascii | bcd | tls        through which door from here on, over a new connection; ascii where none is named
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
 *  expect MTI [of=N] [same=N] [within=5s] FIELD=VALUE...
 *                                  the answer to that message, else to the last one sent; the same as that of N
 *  expect nothing [within=1s]      no answer, nothing unasked, and the connection stays
 *  expect closed  [within=5s]
 *  state  STATE [of=N] [within=5s] KEY=VALUE...
 *                                  one of the node's entries for the message's DE 37 comes to this;
 *                                  entries=1 counts them, any other key is one of the entry's JSON, at its top or below
 *                                  (link=backup is in its history)
 *
 *  FIELD  a number from 2 to 128, or pan purpose amount stan expiry mcc acquirer rrn auth code terminal merchant private
 *         currency pin amounts network
 *  VALUE  sent:     amount=123.05 (two decimals), purpose=purchase|cash|cashback|refund|inquiry, pin=1234 (enciphered),
 *                   hexadecimal in 52, 64, 96 and 128, - leaves the element out
 *         expected: * anything, - absent, 68|91 either
 * </pre>
 */
public final class ScriptParser {
    private static final Set<String> PIN_NAMES = Set.of("pin", "new-pin");
    private static final Set<String> STATES =
            Arrays.stream(TxnState.values()).map(TxnState::name).collect(Collectors.toSet());

    private final String file;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
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
        return new Script(file, parser.title, parser.steps);
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
            } else {
                steps.add(step(line, verb, rest.getFirst(), new Options(rest.subList(1, rest.size()))));
            }
        } catch (IllegalArgumentException e) {
            throw new ScriptException(file, line, e.getMessage());
        }
    }

    private Step step(int line, String verb, String object, Options options) {
        Step step =
                switch (verb) {
                    case "door" -> new Step.Enter(line, door(object));
                    case "send" -> send(line, object, options);
                    case "raw" -> raw(line, object, options);
                    case "expect" -> expect(line, object, options);
                    case "state" -> state(line, object, options);
                    default ->
                        throw new IllegalArgumentException(
                                "\"" + verb + "\" is not one of door, send, raw, expect, state");
                };
        options.requireNoneLeft();
        return step;
    }

    private static String door(String name) {
        return oneOf("door", name, Set.of("ascii", "bcd", "tls"));
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

    private static Step.Setting setting(String name, String value) {
        if (value.equals("-")) {
            return new Step.Setting.Absent();
        }
        return PIN_NAMES.contains(name)
                ? new Step.Setting.Pin(value)
                : new Step.Setting.Text(FieldNames.value(name, value));
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
                        options.takeWithin(),
                        options.takeElements(entry -> FieldNames.value(entry.getKey(), entry.getValue())));
        };
    }

    private Step state(int line, String state, Options options) {
        return new Step.AwaitState(
                line, oneOf("state", state, STATES), earlier("of", options), options.takeWithin(), options.takeRest());
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

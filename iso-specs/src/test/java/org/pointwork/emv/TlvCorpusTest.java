package org.pointwork.emv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * pyemv's recorded calls. Left out is what is not BER-TLV: its "simple" form has one byte of length up to 255; and errors of
 * types and digits that a {@link Tlv} cannot be made with.
 */
class TlvCorpusTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Pattern REFUSED = Pattern.compile("tag '([0-9A-F]+)', offset ([0-9]+)");
    private static final Pattern DATA = Pattern.compile("\"data\": \"hex:([0-9A-F]*)\"");
    private static final Pattern DECODED = Pattern.compile("\"out\": (\\{.*})}$");
    private static final Pattern ENCODED =
            Pattern.compile("\"tlv\": (\\{.*}), \"simple\": (null|true)}, \"out\": \"hex:([0-9A-F]*)\"");

    @Test
    void decodes() throws Exception {
        int read = 0;
        int refused = 0;
        int notOurs = 0;
        for (String line : lines("pyemv.tlv.decode")) {
            if (line.contains("\"simple\": true")) {
                notOurs++;
                continue;
            }
            byte[] data = HEX.parseHex(only(DATA, line).group(1));
            if (line.contains("\"error\"")) {
                var why = only(REFUSED, line);
                var e = assertThrows(TlvException.class, () -> ChipData.read(data), line);
                assertEquals(why.group(1), e.tag(), line);
                assertEquals(Integer.parseInt(why.group(2)), e.offset(), line);
                refused++;
            } else {
                assertEquals(
                        plain(only(DECODED, line).group(1)),
                        json(ChipData.read(data).objects()),
                        line);
                read++;
            }
        }
        assertEquals(14, read);
        assertEquals(1, notOurs);
        assertEquals(7, refused);
    }

    @Test
    void encodes() throws Exception {
        int agree = 0;
        int notOurs = 0;
        for (String line : lines("pyemv.tlv.encode")) {
            var matcher = ENCODED.matcher(line);
            if (!matcher.find() || matcher.group(3).startsWith("9C80F")) {
                notOurs++;
                continue;
            }
            var chip = ChipData.read(HEX.parseHex(matcher.group(3)));
            assertEquals(plain(matcher.group(1)), json(chip.objects()), line);
            assertEquals(matcher.group(3), HEX.formatHex(chip.encode()), line);
            agree++;
        }
        assertEquals(13, agree);
        assertEquals(7, notOurs);
    }

    private static String json(List<Tlv> objects) {
        return objects.stream()
                .map(object -> "\"%X\": ".formatted(object.tag()) + jsonValue(object))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String jsonValue(Tlv object) {
        try {
            return object.isTemplate()
                    ? json(ChipData.read(object.value()).objects())
                    : '"' + HEX.formatHex(object.value()) + '"';
        } catch (TlvException e) {
            throw new AssertionError(e);
        }
    }

    private static String plain(String json) {
        return json.replace("hex:", "");
    }

    private static MatchResult only(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + line);
        }
        return matcher;
    }

    private static List<String> lines(String operation) throws IOException {
        var file = Path.of(System.getProperty("corpus", "../shared/corpus"), "crypto", "pyemv.jsonl");
        assumeTrue(Files.isReadable(file), "no corpus at " + file);
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains('"' + operation + '"'))
                .toList();
    }
}

package org.pointwork.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.Profile;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML into records, strictly: an unknown key, a missing one or a wrong type stops the start with the file, the
 * key and, for a slip of the pen, the key that was probably meant.
 */
final class ConfigFile {
    /** A table of a million card ranges; a parser's usual limit is a tenth of it. */
    private static final int MOST_CHARACTERS = 64 << 20;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::-([^}]*))?}");

    private final Map<String, String> environment;
    private final ObjectMapper yaml = JsonMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(Profile.class, ProfileNames.class)
            .addMixIn(PinFormat.class, PinFormatNames.class)
            .addMixIn(MacAlgorithm.class, MacAlgorithmNames.class)
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
            .build();

    /** As operators spell {@link Profile}, whose package knows no files. */
    private enum ProfileNames {
        @JsonProperty("development")
        DEVELOPMENT,
        @JsonProperty("production")
        PRODUCTION
    }

    /** As operators spell {@link PinFormat}; format 2 is for chips alone. */
    private enum PinFormatNames {
        @JsonProperty("iso-0")
        ISO_0,
        @JsonProperty("iso-1")
        ISO_1,
        @JsonProperty("iso-2")
        ISO_2,
        @JsonProperty("iso-3")
        ISO_3,
        @JsonProperty("iso-4")
        ISO_4
    }

    /** As operators spell {@link MacAlgorithm}. */
    private enum MacAlgorithmNames {
        @JsonProperty("retail")
        RETAIL,
        @JsonProperty("retail-padded")
        RETAIL_PADDED,
        @JsonProperty("cbc")
        CBC,
        @JsonProperty("cbc-padded")
        CBC_PADDED,
        @JsonProperty("cmac")
        CMAC,
        @JsonProperty("hmac-sha-256")
        HMAC_SHA256
    }

    ConfigFile(Map<String, String> environment) {
        this.environment = environment;
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        return limits;
    }

    <T> T read(Path file, Class<T> type) {
        try {
            JsonNode tree = yaml.readTree(substitute(file, Files.readString(file)));
            new KnownKeys(file).check(tree, type);
            return yaml.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw new ConfigException(file + ": " + path(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file + ": not YAML, line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read");
        }
    }

    /** {@code ${NAME:-default}}; a name without default and without value stops the start. */
    private String substitute(Path file, String text) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.replaceAll(found -> {
            String value = environment.getOrDefault(found.group(1), found.group(2));
            if (value == null) {
                throw new ConfigException(file + ": the environment has no " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** {@code 500ms}, {@code 2s}, {@code 15m}, {@code 24h}. */
    private static final class DurationReader extends StdDeserializer<Duration> {
        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText().strip();
            Matcher parts = Pattern.compile("([0-9]{1,9})(ms|s|m|h)").matcher(text);
            if (!parts.matches()) {
                throw JsonMappingException.from(
                        parser, "\"" + text + "\" is no time span: write 500ms, 2s, 15m or 24h");
            }
            long count = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
    }
}

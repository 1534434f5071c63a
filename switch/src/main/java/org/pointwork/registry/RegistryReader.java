package org.pointwork.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads imports: CSV with a line of column names for one kind of party, or YAML for all three. */
public final class RegistryReader {
    private static final CsvMapper CSV = (CsvMapper) strict(CsvMapper.builder()).build();
    private static final YAMLMapper YAML = (YAMLMapper) strict(YAMLMapper.builder())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final CsvSchema WITH_NAMES =
            CsvSchema.emptySchema().withHeader().withComments();

    private RegistryReader() {}

    /** All three kinds, each where there is one. */
    record Lines(
            Optional<List<RegistryLine.OfAcquirer>> acquirers,
            Optional<List<RegistryLine.OfMerchant>> merchants,
            Optional<List<RegistryLine.OfTerminal>> terminals) {}

    private static MapperBuilder<?, ?> strict(MapperBuilder<?, ?> builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .addModule(new Jdk8Module());
    }

    /** @throws RegistryException naming file, line and what is wrong */
    public static RegistryContent acquirers(Path csv) {
        return new RegistryContent(
                csv(csv, RegistryLine.OfAcquirer.class, RegistryLine.OfAcquirer::made), List.of(), List.of());
    }

    /** @throws RegistryException naming file, line and what is wrong */
    public static RegistryContent merchants(Path csv) {
        return new RegistryContent(
                List.of(), csv(csv, RegistryLine.OfMerchant.class, RegistryLine.OfMerchant::made), List.of());
    }

    /** @throws RegistryException naming file, line and what is wrong */
    public static RegistryContent terminals(Path csv) {
        return new RegistryContent(
                List.of(), List.of(), csv(csv, RegistryLine.OfTerminal.class, RegistryLine.OfTerminal::made));
    }

    /** @throws RegistryException naming file, place and what is wrong */
    public static RegistryContent yaml(Path file) {
        try {
            Lines lines = YAML.readValue(file.toFile(), Lines.class);
            return new RegistryContent(
                    made(file, "acquirers", lines.acquirers(), RegistryLine.OfAcquirer::made),
                    made(file, "merchants", lines.merchants(), RegistryLine.OfMerchant::made),
                    made(file, "terminals", lines.terminals(), RegistryLine.OfTerminal::made));
        } catch (JsonProcessingException e) {
            throw broken(file, e);
        } catch (IOException e) {
            throw new RegistryException(file + ": cannot be read");
        }
    }

    private static <L, T> List<T> made(Path file, String kind, Optional<List<L>> lines, Function<L, T> make) {
        List<T> made = new ArrayList<>();
        for (L line : lines.orElse(List.of())) {
            try {
                made.add(make.apply(line));
            } catch (IllegalArgumentException e) {
                throw new RegistryException(file + ": " + kind + "[" + made.size() + "]: " + e.getMessage());
            }
        }
        return made;
    }

    private static <L, T> List<T> csv(Path file, Class<L> type, Function<L, T> make) {
        List<T> made = new ArrayList<>();
        try (MappingIterator<L> lines = CSV.readerFor(type).with(WITH_NAMES).readValues(file.toFile())) {
            while (lines.hasNext()) {
                int number = lines.getCurrentLocation().getLineNr();
                try {
                    made.add(make.apply(lines.next()));
                } catch (IllegalArgumentException e) {
                    throw new RegistryException(file + ": line " + number + ": " + e.getMessage());
                }
            }
            return made;
        } catch (RuntimeJsonMappingException e) {
            JsonMappingException cause = (JsonMappingException) e.getCause();
            throw broken(file, cause);
        } catch (JsonProcessingException e) {
            throw broken(file, e);
        } catch (IOException e) {
            throw new RegistryException(file + ": cannot be read");
        }
    }

    private static RegistryException broken(Path file, JsonProcessingException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String why = e instanceof UnrecognizedPropertyException unknown
                ? "unknown column \"" + unknown.getPropertyName() + "\"; there are " + unknown.getKnownPropertyIds()
                : e.getOriginalMessage();
        return new RegistryException(file + ": line " + line + ": " + why);
    }
}

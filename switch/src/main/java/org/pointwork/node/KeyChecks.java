package org.pointwork.node;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.registry.Registry;
import org.pointwork.registry.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares keys in the token with the check values that were agreed for them: those that the configuration names before any
 * of them is used, and those of terminals while the node runs, for there may be a hundred thousand.
 */
public final class KeyChecks {
    private static final Logger LOG = LoggerFactory.getLogger(KeyChecks.class);

    private KeyChecks() {}

    /** @throws ConfigException naming the key that is not the one agreed, or has no agreed value */
    public static void verify(Hsm hsm, Config config, Path file) {
        Map<String, String> agreed = read(file);
        for (KeyRef key : NamedKeys.of(config).keys()) {
            String value = agreed.get(key.label());
            if (value == null) {
                throw new ConfigException(file + ": no check value for key \"" + key.label() + "\"");
            }
            if (!hsm.check(key).agreesWith(new Kcv(value))) {
                throw new ConfigException("key \"" + key.label() + "\" in the token is not the one that " + file
                        + " agrees on: their check values differ");
            }
        }
    }

    /**
     * Looks for the keys of terminals that the token does not have, or that are not the ones agreed. One terminal's key keeps
     * no node from starting: the terminal's messages are refused by their MAC or PIN block, and the log says why.
     *
     * @param file may name check values; a terminal's key that it does not name only has to be there
     * @return terminals with such a key
     */
    public static long verifyTerminals(Hsm hsm, Registry registry, Optional<Path> file) {
        Map<String, String> agreed = file.map(KeyChecks::read).orElse(Map.of());
        Map<KeyRef, Optional<String>> checked = new HashMap<>(); // several terminals may share a key
        long bad = 0;
        for (Terminal terminal : registry.terminals()) {
            Optional<String> fault;
            try {
                fault = Stream.of(terminal.pinKey(), terminal.macKey(), terminal.baseKey())
                        .<KeyRef>flatMap(Optional::stream)
                        .map(key -> checked.computeIfAbsent(key, own -> fault(hsm, own, agreed)))
                        .flatMap(Optional::stream)
                        .findFirst();
            } catch (HsmException e) {
                LOG.warn("keys of terminals: only {} checked: {}", checked.size(), e.getMessage());
                return bad;
            }
            if (fault.isPresent()) {
                bad++;
                LOG.error("terminal {}/{}: {}", terminal.acquirer(), terminal.terminalId(), fault.get());
            }
        }
        LOG.info("keys of terminals: {} checked, {} terminals with a wrong one", checked.size(), bad);
        return bad;
    }

    private static Optional<String> fault(Hsm hsm, KeyRef key, Map<String, String> agreed) {
        try {
            Kcv there = hsm.check(key);
            String value = agreed.get(key.label());
            return value == null || there.agreesWith(new Kcv(value))
                    ? Optional.empty()
                    : Optional.of("key \"" + key.label() + "\" is not the one agreed: check values differ");
        } catch (HsmException e) {
            if (e.reason() == HsmException.Reason.KEY_MISSING) {
                return Optional.of("key \"" + key.label() + "\" is not in the token");
            }
            throw e; // the token says nothing of any key
        }
    }

    /**
     * The agreed check values by label.
     *
     * @throws ConfigException where the file is no such list
     */
    public static Map<String, String> read(Path file) {
        try {
            return new YAMLMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read as key names with check values");
        }
    }
}

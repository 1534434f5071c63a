package org.pointwork.node;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;

/** Compares every key the configuration names with the check value that was agreed for it, before any of them is used. */
public final class KeyChecks {
    private KeyChecks() {}

    /** @throws ConfigException naming the key that is not the one agreed, or has no agreed value */
    public static void verify(Hsm hsm, Config config, Path file) {
        Map<String, String> agreed = read(file);
        for (KeyRef key : named(config)) {
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

    private static List<KeyRef> named(Config config) {
        List<KeyRef> keys = new ArrayList<>();
        config.listeners().listeners().forEach(door -> {
            keys.add(new MacKey(door.macKey()));
            keys.add(new PinKey(door.pinKey()));
        });
        config.partners().partners().forEach(partner -> {
            keys.add(new PinKey(partner.pinKey()));
            if (!partner.macKey().isEmpty()) {
                keys.add(new MacKey(partner.macKey()));
            }
            partner.keyExchange().ifPresent(exchange -> keys.add(new ZoneKey(exchange.zoneKey())));
        });
        keys.add(new TokenKey(config.keys().panToken()));
        keys.add(new SealKey(config.keys().panSeal()));
        return keys.stream().distinct().toList();
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

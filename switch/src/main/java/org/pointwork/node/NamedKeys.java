package org.pointwork.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.RotatedKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.security.CardPolicy;

/** The keys that a configuration names, each with where; those of terminals are in the registry, not here. */
public final class NamedKeys {
    private final Map<KeyRef, List<String>> places = new LinkedHashMap<>();

    private NamedKeys() {}

    public static NamedKeys of(Config config) {
        NamedKeys named = new NamedKeys();
        config.listeners().listeners().forEach(door -> {
            String place = "listeners.yml: " + door.name();
            if (!door.macKey().isEmpty()) {
                named.add(new MacKey(door.macKey()), place);
                named.add(new PinKey(door.pinKey()), place);
            }
            door.dukpt()
                    .flatMap(ListenerConfig.Dukpt::baseKey)
                    .ifPresent(label -> named.add(new BaseKey(label), place));
        });
        config.partners().partners().forEach(partner -> {
            String place = "links.yml: " + partner.name();
            named.add(new PinKey(partner.pinKey()), place);
            if (!partner.macKey().isEmpty()) {
                named.add(new MacKey(partner.macKey()), place);
            }
            CardPolicy cards = partner.cards().orElse(CardPolicy.NONE);
            cards.chip().ifPresent(chip -> named.add(new IssuerKey(chip.key(), IssuerKey.Role.CRYPTOGRAM), place));
            cards.codes().ifPresent(codes -> named.add(new CvvKey(codes.key()), place));
            partner.keyExchange().ifPresent(exchange -> named.add(new ZoneKey(exchange.zoneKey()), place));
        });
        named.add(new TokenKey(config.keys().panToken()), "keys.yml: pan-token");
        named.add(new SealKey(config.keys().panSeal()), "keys.yml: pan-seal");
        return named;
    }

    private void add(KeyRef key, String place) {
        places.computeIfAbsent(key, _ -> new ArrayList<>()).add(place);
    }

    public List<KeyRef> keys() {
        return List.copyOf(places.keySet());
    }

    /** Where a key is used, as itself or as a later version of one that is named; empty where it is not. */
    public List<String> placesOf(KeyRef key) {
        return places.entrySet().stream()
                .filter(named -> RotatedKey.isVersion(named.getKey(), key))
                .flatMap(named -> named.getValue().stream())
                .toList();
    }
}

package org.pointwork.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pointwork.model.CardMessage;

/** All that is registered, as of one version; asked for every message, so it is in memory. */
public final class Registry {
    public static final Registry EMPTY = new Registry(0, List.of(), List.of(), List.of());

    private final long version;
    private final Map<String, Acquirer> acquirers;
    private final Map<Of, Merchant> merchants;
    private final Map<Of, Terminal> terminals;

    /** Identifiers are an acquirer's own. */
    private record Of(String acquirer, String id) {}

    public Registry(long version, List<Acquirer> acquirers, List<Merchant> merchants, List<Terminal> terminals) {
        this.version = version;
        this.acquirers = byKey(acquirers, Acquirer::name);
        this.merchants = byKey(merchants, merchant -> new Of(merchant.acquirer(), merchant.merchantId()));
        this.terminals = byKey(terminals, terminal -> new Of(terminal.acquirer(), terminal.terminalId()));
    }

    /** @param acquirer of the door that it came by */
    public Sender sender(String acquirer, CardMessage message) {
        if (acquirers.isEmpty() && merchants.isEmpty() && terminals.isEmpty()) {
            return Sender.UNKNOWN;
        }
        Optional<Terminal> terminal = terminal(acquirer, message.trace().terminalId());
        String named = Sender.merchantId(message);
        String merchantId = named.isEmpty() ? terminal.map(Terminal::merchantId).orElse("") : named;
        return new Sender(
                Optional.ofNullable(acquirers.get(acquirer)),
                Optional.ofNullable(merchants.get(new Of(acquirer, merchantId))),
                terminal);
    }

    public Optional<Terminal> terminal(String acquirer, String terminalId) {
        return Optional.ofNullable(terminals.get(new Of(acquirer, terminalId)));
    }

    /** All of them, in no order. */
    public Collection<Terminal> terminals() {
        return terminals.values();
    }

    public Figures figures() {
        return new Figures(version, acquirers.size(), merchants.size(), terminals.size());
    }

    /** How much is registered. */
    public record Figures(long version, int acquirers, int merchants, int terminals) {}

    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        Map<K, V> map = HashMap.newHashMap(values.size());
        values.forEach(value -> map.put(key.apply(value), value));
        return map;
    }
}

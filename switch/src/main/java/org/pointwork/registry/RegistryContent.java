package org.pointwork.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an import brings. */
public record RegistryContent(List<Acquirer> acquirers, List<Merchant> merchants, List<Terminal> terminals) {
    public static final RegistryContent NONE = new RegistryContent(List.of(), List.of(), List.of());

    /** @throws RegistryException where one of them is there twice */
    public RegistryContent {
        acquirers = List.copyOf(acquirers);
        merchants = List.copyOf(merchants);
        terminals = List.copyOf(terminals);
        unique(acquirers.stream().map(acquirer -> "acquirer " + acquirer.name()));
        unique(merchants.stream().map(merchant -> "merchant " + merchant.acquirer() + "/" + merchant.merchantId()));
        unique(terminals.stream().map(terminal -> "terminal " + terminal.acquirer() + "/" + terminal.terminalId()));
    }

    /** Both together. */
    public RegistryContent and(RegistryContent other) {
        return new RegistryContent(
                both(acquirers, other.acquirers), both(merchants, other.merchants), both(terminals, other.terminals));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static void unique(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new RegistryException(name + " is there twice");
        });
    }
}

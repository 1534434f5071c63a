package org.pointwork.bench.cli;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pointwork.model.Amount;
import org.pointwork.model.Currency;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.route.Payment;
import org.pointwork.route.RouteTable;
import org.pointwork.route.Routed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./pointwork route explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Decides about one payment step by step. Exits 1 where nobody would get it.")
final class RouteExplainCommand implements Callable<Integer> {
    @Option(
            names = "--pan",
            required = true,
            interactive = true,
            arity = "0..1",
            paramLabel = "DIGITS",
            description = "The card; asked for where no digits follow, so that they stand in no history of commands.")
    private String pan;

    @Option(names = "--amount", required = true, description = "In minor units, as in DE 4.")
    private long amount;

    @Option(names = "--currency", defaultValue = "356", description = "ISO 4217 number; ${DEFAULT-VALUE}.")
    private String currency;

    @Option(names = "--purpose", defaultValue = "PURCHASE", description = "Of ${COMPLETION-CANDIDATES}.")
    private Purpose purpose;

    @Option(names = "--acquirer", defaultValue = "", description = "As a door in listeners.yml names it.")
    private String acquirer;

    @Option(names = "--terminal", defaultValue = "", description = "DE 41.")
    private String terminal;

    @Option(names = "--merchant", defaultValue = "", description = "DE 42.")
    private String merchant;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Such as 2026-07-22T23:15, where the routes' zone is; now if not given.")
    private LocalDateTime at;

    @Option(
            names = "--down",
            split = ",",
            paramLabel = "PARTNER",
            description = "Suppose that these cannot be reached.")
    private Set<String> down = Set.of();

    @ParentCommand
    private RouteCommand parent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return RouteCommand.told(() -> {
            RouteTable table = parent.table();
            Pan card = card();
            Payment payment = payment(table.zone());
            System.out.println("card " + card.masked() + ", " + payment.purpose() + ", "
                    + payment.amount().orElseThrow() + ", routes " + table.version());
            Optional<Routed> routed = table.decide(
                    card, payment, partner -> !down.contains(partner), step -> System.out.println("  " + step.get()));
            System.out.println(routed.map(found -> "goes to " + String.join(", then to ", found.partners())
                            + "\nits history will say: " + found.reason())
                    .orElse("goes nowhere: declined with 92"));
            return routed.isPresent() ? 0 : 1;
        });
    }

    private Pan card() {
        if (!Pan.isPan(pan)) {
            throw new ParameterException(spec.commandLine(), "a card number has 8 to 19 digits");
        }
        return new Pan(pan);
    }

    private Payment payment(ZoneId zone) {
        try {
            return new Payment(
                    purpose,
                    Optional.of(new Amount(
                            amount,
                            Currency.of(currency)
                                    .orElseThrow(() -> new IllegalArgumentException(
                                            "a currency is an ISO 4217 number such as 356")))),
                    acquirer,
                    terminal,
                    merchant,
                    (at == null ? LocalDateTime.now(zone) : at).atZone(zone).toInstant());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

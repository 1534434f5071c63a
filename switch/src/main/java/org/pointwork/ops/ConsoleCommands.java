package org.pointwork.ops;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.jpos.q2.cli.UPTIME;
import org.jpos.q2.cli.VERSION;
import org.pointwork.ops.console.DAY;
import org.pointwork.ops.console.HSM;
import org.pointwork.ops.console.LINKS;
import org.pointwork.ops.console.LinkCommand;
import org.pointwork.ops.console.REGISTRY;
import org.pointwork.ops.console.REPLICA;
import org.pointwork.ops.console.ROUTES;
import org.pointwork.ops.console.SAF;
import org.pointwork.ops.console.STAND_IN;
import org.pointwork.ops.console.TXN;
import org.pointwork.ops.console.UNMATCHED;

/**
 * All that can be typed on the operator console. Of jPOS's commands there are two that only show something: others write
 * files, deploy, stop services or handle clear key components.
 */
final class ConsoleCommands {
    private static final List<ConsoleCommand> ALL = List.of(
            shows("links", "", "every line, its state and its counts", new LINKS()),
            order(LinkOrder.SIGN_ON, "sign a link on, and let it carry payments again"),
            order(LinkOrder.SIGN_OFF, "no more payments on a link until it is signed on again"),
            order(LinkOrder.DRAIN, "as sign-off, when the payments under way have ended"),
            shows("echo", "PARTNER/LINK", "ask a partner whether it is there", new LinkCommand(LinkOrder.ECHO)),
            order(LinkOrder.KEY_EXCHANGE, "agree with a partner on new working keys"),
            shows("txn", "RRN", "a transaction and all that became of it", new TXN()),
            shows("unmatched", "[COUNT]", "the latest replies that met no request", new UNMATCHED()),
            changes("saf", "[replay PARTNER|NUMBER]", "what must still reach a partner", new SAF(), "saf replay"),
            changes(
                    "stand-in",
                    "[write-off TXN WHO WHY...]",
                    "what was approved for issuers and is open",
                    new STAND_IN(),
                    "stand-in write-off"),
            changes(
                    "day",
                    "[cutover|(show|close|verify|reconcile) DATE]",
                    "the business day",
                    new DAY(),
                    "day cutover",
                    "day close"),
            changes("routes", "[check|reload]", "the routing table in force", new ROUTES(), "routes reload"),
            changes(
                    "registry",
                    "[reload|terminal ACQUIRER TERMINAL]",
                    "acquirers, merchants and terminals",
                    new REGISTRY(),
                    "registry reload"),
            shows("hsm", "", "each HSM member and how it stands", new HSM()),
            shows("replica", "", "how far the bank-side copy is behind", new REPLICA()),
            shows("uptime", "", "how long the node has run", new UPTIME()),
            shows("version", "", "the version of jPOS", new VERSION()),
            shows("help", "", "this list", (cli, _) -> help(cli)),
            shows("exit", "", "leave the console", (cli, _) -> cli.setStopped(true)));

    private ConsoleCommands() {}

    /** @param typed in any case */
    static Optional<ConsoleCommand> named(String typed) {
        String name = typed.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(ConsoleCommand::name).toList();
    }

    private static ConsoleCommand shows(String name, String usage, String help, CLICommand run) {
        return new ConsoleCommand(name, usage, help, List.of(), run);
    }

    private static ConsoleCommand changes(String name, String usage, String help, CLICommand run, String... changing) {
        return new ConsoleCommand(name, usage, help, List.of(changing), run);
    }

    private static ConsoleCommand order(LinkOrder order, String help) {
        return changes(order.label(), "PARTNER/LINK", help, new LinkCommand(order), order.label());
    }

    private static void help(CLIContext cli) {
        for (ConsoleCommand command : ALL) {
            cli.println("%-56s %s".formatted(command.name() + " " + command.usage(), command.help()));
        }
    }
}

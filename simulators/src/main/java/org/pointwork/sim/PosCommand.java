package org.pointwork.sim;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Pan;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.PosClient;
import org.pointwork.sim.pos.PosMessages;
import org.pointwork.sim.pos.TerminalKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends one message and prints both sides of the exchange, masked. Exit code 0 where the answer approves. */
@Command(name = "pos", mixinStandardHelpOptions = true, description = "One message of a terminal.")
final class PosCommand implements Callable<Integer> {
    /** What may be shown of a message; everything else is named and hidden. */
    private static final Set<Integer> SHOWN = Set.of(
            3, 4, 7, 11, 12, 13, 15, 32, 37, 38, 39, 41, 42, 49, 50, 54, 66, 70, 74, 75, 76, 77, 81, 86, 87, 88, 89,
            97);

    /** What a terminal can say. */
    enum Message {
        PURCHASE,
        REFUND,
        INQUIRY,
        ECHO,
        /** Of yesterday, with nothing in it. */
        RECONCILIATION
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenOptions token;

    @Mixin
    private TlsOptions tls;

    @Option(names = "--message", defaultValue = "PURCHASE", description = "${COMPLETION-CANDIDATES}")
    private Message message;

    @Option(names = "--host", defaultValue = "127.0.0.1")
    private String host;

    @Option(names = "--port", defaultValue = "8583", description = "default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--door", defaultValue = "ascii", description = "ascii, bcd or tls; default: ${DEFAULT-VALUE}")
    private String door;

    @Option(names = "--pan", defaultValue = PosMessages.DEMO_PAN, description = "default: a card of the demo issuer")
    private String pan;

    @Option(names = "--amount-minor", defaultValue = "10000", description = "paise, default: ${DEFAULT-VALUE}")
    private long amountMinor;

    @Option(names = "--wait-ms", defaultValue = "10000", description = "default: ${DEFAULT-VALUE}")
    private long waitMs;

    @Override
    public Integer call() throws Exception {
        Optional<Pkcs11Hsm> hsm = token.open();
        PrintWriter out = spec.commandLine().getOut();
        try (PosClient client = PosClient.open(door(), new InetSocketAddress(host, port), TerminalKeys.of(hsm, hsm))) {
            CardMessage request = request(PosMessages.demo());
            print(out, "sent", request);
            Optional<CardMessage> answer = client.request(request, Duration.ofMillis(waitMs));
            answer.ifPresentOrElse(given -> print(out, "answered", given), () -> out.println("no answer"));
            return answer.filter(CardMessage::approves).isPresent() ? 0 : 1;
        } finally {
            out.flush();
            hsm.ifPresent(Pkcs11Hsm::close);
        }
    }

    private Door door() {
        return switch (door) {
            case "ascii" -> Door.ascii();
            case "bcd" -> Door.bcd();
            case "tls" -> Door.tls(tls.files().orElseThrow(() -> wrong("the tls door needs --key-store and the rest")));
            default -> throw wrong("--door is ascii, bcd or tls");
        };
    }

    private CardMessage request(PosMessages messages) {
        return switch (message) {
            case PURCHASE -> messages.purchase(pan, amountMinor);
            case REFUND -> messages.refund(pan, amountMinor);
            case INQUIRY -> messages.balanceInquiry(pan);
            case ECHO -> messages.echo();
            case RECONCILIATION ->
                messages.reconciliation("0500", LocalDate.now().minusDays(1), DayTotals.NONE);
        };
    }

    private static void print(PrintWriter out, String what, CardMessage message) {
        out.printf("%s %s%n", what, message.mti());
        message.fields().present().stream().forEach(de -> out.printf("  %-3d %s%n", de, shown(message, de)));
    }

    private static String shown(CardMessage message, int de) {
        if (de == 2) {
            return message.pan().map(Pan::masked).orElse("***");
        }
        return SHOWN.contains(de) ? message.fields().text(de) : "***";
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}

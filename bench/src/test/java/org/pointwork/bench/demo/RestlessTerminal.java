package org.pointwork.bench.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.PosClient;
import org.pointwork.sim.pos.PosMessages;
import org.pointwork.sim.pos.Terminal;
import org.pointwork.sim.pos.TerminalKeys;

/** A terminal that sells one thing after another, and repeats each until it is answered, whatever happens to the line. */
final class RestlessTerminal {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration BETWEEN_LINES = Duration.ofMillis(100);

    /** What it knows to have been approved, in minor units, and how often it sold. */
    record Sales(long approvedMinor, int count) {}

    private final InetSocketAddress address;
    private final Random random;
    private final BooleanSupplier goOn;
    private final PosMessages messages;
    private Optional<PosClient> line = Optional.empty();

    RestlessTerminal(int number, InetSocketAddress address, long seed, BooleanSupplier goOn) {
        this.address = address;
        this.random = new Random(seed);
        this.goOn = goOn;
        this.messages = new PosMessages(
                new Terminal(
                        "100001",
                        "KILL%04d".formatted(number),
                        "MERCHANT0000001",
                        "KILLED NODE SHOP         MUMBAI       IN",
                        "5411",
                        ZoneId.of("Asia/Kolkata")),
                Clock.systemUTC());
    }

    Sales sell() {
        long approvedMinor = 0;
        int count = 0;
        while (goOn.getAsBoolean()) {
            long minor = 100L * (1 + random.nextInt(500)); // no cents: the issuer plays no fault
            CardMessage answer = untilAnswered(messages.purchase(PosMessages.DEMO_PAN, minor));
            approvedMinor += answer.approves() ? minor : 0;
            count++;
        }
        line.ifPresent(PosClient::close);
        return new Sales(approvedMinor, count);
    }

    private CardMessage untilAnswered(CardMessage request) {
        CardMessage next = request;
        while (true) {
            Optional<CardMessage> answer = attempt(next);
            if (answer.isPresent()) {
                return answer.get();
            }
            next = PosMessages.repeat(request);
        }
    }

    private Optional<CardMessage> attempt(CardMessage request) {
        try {
            if (line.filter(PosClient::isOpen).isEmpty()) {
                line = Optional.of(PosClient.open(Door.ascii(), address, TerminalKeys.NONE));
            }
            Optional<CardMessage> answer = line.get().request(request, PATIENCE);
            if (answer.isEmpty()) {
                line.get().close();
                line = Optional.empty();
            }
            return answer;
        } catch (IOException | RuntimeException e) {
            line = Optional.empty();
            LockSupport.parkNanos(BETWEEN_LINES.toNanos());
            return Optional.empty();
        }
    }
}

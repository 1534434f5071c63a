package org.pointwork.sim.issuer;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.pointwork.framing.Frame;
import org.pointwork.model.CardMessage;

/** The lines that a switch has open to this issuer, and what the issuer asked on them. */
final class SwitchLines {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<CardMessage>> asked = new ConcurrentHashMap<>();

    void opened(Channel line) {
        open.add(line);
        line.closeFuture().addListener(_ -> open.remove(line));
    }

    /** A line to this port of the issuer's. */
    Optional<Channel> to(int port) {
        return open.stream()
                .filter(line -> ((InetSocketAddress) line.localAddress()).getPort() == port)
                .min(Comparator.comparing(line -> line.id().asLongText()));
    }

    /** Asks, and waits; empty where no answer comes in time. */
    Optional<CardMessage> ask(Channel line, CardMessage request, byte[] packed, Duration patience) {
        CompletableFuture<CardMessage> answer = new CompletableFuture<>();
        String key = key(request);
        asked.put(key, answer);
        try {
            line.writeAndFlush(Frame.of(packed));
            return answer.thenApply(Optional::of)
                    .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } finally {
            asked.remove(key);
        }
    }

    /** An answer came; one to nothing is nobody's. */
    void answered(CardMessage answer) {
        CompletableFuture<CardMessage> waits = asked.get(key(answer));
        if (waits != null) {
            waits.complete(answer);
        }
    }

    private static String key(CardMessage message) {
        return message.trace().transmittedAt() + '|' + message.trace().stan();
    }
}

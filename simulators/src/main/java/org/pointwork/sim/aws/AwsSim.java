package org.pointwork.sim.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;

/**
 * AWS Payment Cryptography on loopback, for tests: the control plane by awsJson 1.0, the data plane by restJson 1, both on
 * one port. It holds test keys in the clear in this process and is no HSM.
 */
public final class AwsSim implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final String CONTROL_PLANE = "PaymentCryptographyControlPlane.";
    private static final String CONTROL_TYPE = "application/x-amz-json-1.0";
    private static final String DATA_TYPE = "application/json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Queue<AwsFault> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final String region;
    private final Shelf shelf;
    private final ControlDesk control;
    private final DataPlane data;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private AwsSim(String region, HttpServer server) {
        this.region = region;
        this.server = server;
        this.shelf = new Shelf(region);
        this.control = new ControlDesk(shelf);
        this.data = new DataPlane(shelf);
    }

    /**
     * Starts on loopback.
     *
     * @param port 0 for a free one
     */
    public static AwsSim start(String region, int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var sim = new AwsSim(region, server);
            server.createContext("/", sim::handle);
            server.setExecutor(sim.threads);
            server.start();
            return sim;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of both planes. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * A key of the account under an alias, which moves to it if it was another's.
     *
     * @return its ARN
     */
    public String add(String alias, AwsKeySpec spec, byte[] clear) {
        return shelf.add(alias, spec, clear);
    }

    /** The key stays, and is used no more. */
    public void disable(String arn) {
        shelf.disable(arn);
    }

    /** The key goes; its alias stays and leads nowhere. */
    public void remove(String arn) {
        shelf.remove(arn);
    }

    /** The alias goes; the key stays. */
    public void forget(String alias) {
        shelf.forget(alias);
    }

    /** The next requests fail so, {@code times} of them. */
    public void fail(AwsFault fault, int times) {
        for (int i = 0; i < times; i++) {
            faults.add(fault);
        }
    }

    /** How many requests have come. */
    public int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            AwsFault fault = faults.poll();
            if (fault == AwsFault.SILENCE) {
                closed.await();
                return;
            }
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            boolean isControl = target != null;
            try {
                Signature.require(exchange.getRequestHeaders(), region);
                if (fault == AwsFault.NONSENSE) {
                    send(exchange, isControl, OK, "?".getBytes(StandardCharsets.US_ASCII));
                    return;
                }
                fail(fault);
                ObjectNode answer = isControl ? control(exchange, target, body) : data(exchange, body);
                send(exchange, isControl, OK, mapper.writeValueAsBytes(answer));
            } catch (HsmException e) {
                refuse(exchange, isControl, translated(e));
            } catch (Refusal e) {
                refuse(exchange, isControl, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(AwsFault fault) {
        switch (fault) {
            case null -> {}
            case THROTTLE -> throw Refusal.of("ThrottlingException", 429, "Rate exceeded");
            case INTERNAL -> throw Refusal.of("InternalServerException", 500, "internal failure");
            case ACCESS_DENIED -> throw Refusal.of("AccessDeniedException", 403, "not authorized to perform this");
            case SILENCE, NONSENSE -> throw new IllegalStateException(fault + " is done before");
        }
    }

    private ObjectNode control(HttpExchange exchange, String target, byte[] body) {
        if (!target.startsWith(CONTROL_PLANE)) {
            throw Refusal.of("UnknownOperationException", 400, "not of this service");
        }
        requireType(exchange, CONTROL_TYPE);
        return control.answer(target.substring(CONTROL_PLANE.length()), fields(body));
    }

    private ObjectNode data(HttpExchange exchange, byte[] body) {
        requireType(exchange, DATA_TYPE);
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        return data.answer(path, fields(body));
    }

    private static void requireType(HttpExchange exchange, String type) {
        if (!exchange.getRequestMethod().equals("POST")
                || !type.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw Refusal.of("SerializationException", 400, "POST of " + type + " is wanted");
        }
    }

    private Fields fields(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (node == null || !node.isObject()) {
                throw Refusal.of("SerializationException", 400, "not a JSON object");
            }
            return new Fields(node, "");
        } catch (JsonProcessingException e) {
            throw Refusal.of("SerializationException", 400, "not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine's refusals under the service's names. */
    private static Refusal translated(HsmException e) {
        return e.reason() == Reason.BAD_PIN_BLOCK
                ? Refusal.invalid("EncryptedPinBlock", "the PIN block is not valid")
                : Refusal.invalid("", e.reason() + " " + e.fault());
    }

    private void refuse(HttpExchange exchange, boolean isControl, Refusal refusal) throws IOException {
        ObjectNode body = Answer.empty();
        if (isControl) {
            body.put("__type", "com.amazonaws.paymentcryptography#" + refusal.code());
        } else {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.code());
        }
        body.put(refusal.code().equals("ValidationException") ? "message" : "Message", refusal.getMessage());
        if (!refusal.reason().isEmpty()) {
            body.put("Reason", refusal.reason());
        }
        if (!refusal.field().isEmpty() && !isControl) {
            body.putArray("fieldList")
                    .addObject()
                    .put("path", refusal.field())
                    .put("message", "failed to satisfy constraint");
        }
        send(exchange, isControl, refusal.status(), mapper.writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, boolean isControl, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", isControl ? CONTROL_TYPE : DATA_TYPE);
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Lets go of whoever still waits. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
        shelf.close();
    }
}

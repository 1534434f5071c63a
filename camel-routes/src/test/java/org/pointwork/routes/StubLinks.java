package org.pointwork.routes;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Mti;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.model.ProcessingCode;
import org.pointwork.model.Purpose;
import org.pointwork.model.Trace;

/** The component {@code link:} with links that do as they are told, and count. */
final class StubLinks extends DefaultComponent {
    static final CardMessage REQUEST = new CardMessage(
            new Mti("0200"),
            new Kind.Financial(Purpose.PURCHASE),
            new ProcessingCode("000000"),
            Optional.empty(),
            Optional.empty(),
            new Trace("0721101530", "000001", "", "", "", "", ""),
            Fields.NONE);

    private final Map<String, Supplier<Outcome>> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> sends = new ConcurrentHashMap<>();

    void link(String name, Supplier<Outcome> script) {
        scripts.put(name, script);
        sends.putIfAbsent(name, new AtomicInteger());
    }

    int sends(String name) {
        return sends.get(name).get();
    }

    static Outcome answered(String link) {
        return new Outcome.Answered(link, REQUEST.answer("00"));
    }

    static Outcome untrusted(String link) {
        return new Outcome.Untrusted(link, REQUEST.answer("00"), "MAC is missing or wrong");
    }

    static Outcome silent(String link) {
        return new Outcome.NoAnswer(link, Instant.EPOCH, Silence.TIMED_OUT);
    }

    static Outcome notSent(String link) {
        return new Outcome.NotSent(link, "link is DOWN");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws NotSentException {
                        sends.get(name).incrementAndGet();
                        Outcome outcome = scripts.get(name).get();
                        if (outcome instanceof Outcome.NotSent notSent) {
                            throw new NotSentException(notSent);
                        }
                        exchange.getMessage().setBody(outcome);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException("a link starts nothing");
            }
        };
    }
}

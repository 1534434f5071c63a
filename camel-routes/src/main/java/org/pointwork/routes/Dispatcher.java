package org.pointwork.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;

/** Hands a request to its destination's route and brings the outcome back; the caller's thread waits. */
public final class Dispatcher {
    private final CamelContext camel;
    private final Map<String, Producer> entries = new ConcurrentHashMap<>();

    public Dispatcher(CamelContext camel) {
        this.camel = camel;
    }

    /** Never throws for what happens on the way: that is what outcomes are for. */
    public Outcome dispatch(String destination, CardMessage request) {
        // Camel's ProducerTemplate would look the endpoint and its producer up anew for every request
        Producer entry = entries.computeIfAbsent(destination, this::entry);
        Exchange exchange = entry.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(request);
        try {
            entry.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return switch (exchange.getException()) {
            case null -> exchange.getMessage().getBody(Outcome.class);
            case NotSentException notSent -> notSent.outcome();
            case Exception unexpected ->
                throw new IllegalStateException("route of " + destination + " failed", unexpected);
        };
    }

    private Producer entry(String destination) {
        try {
            Producer producer = camel.getEndpoint("direct:" + destination).createProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("no route to " + destination, e);
        }
    }
}

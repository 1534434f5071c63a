package org.pointwork.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;

/** Hands a request to its destination's route and brings the outcome back; the caller's thread waits. */
public final class Dispatcher {
    private final ProducerTemplate producer;

    public Dispatcher(CamelContext camel) {
        this.producer = camel.createProducerTemplate();
    }

    /** Never throws for what happens on the way: that is what outcomes are for. */
    public Outcome dispatch(String destination, CardMessage request) {
        Exchange exchange =
                producer.request("direct:" + destination, e -> e.getMessage().setBody(request));
        return switch (exchange.getException()) {
            case null -> exchange.getMessage().getBody(Outcome.class);
            case NotSentException notSent -> notSent.outcome();
            case Exception unexpected ->
                throw new IllegalStateException("route of " + destination + " failed", unexpected);
        };
    }
}

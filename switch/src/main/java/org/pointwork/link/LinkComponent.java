package org.pointwork.link;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.routes.NotSentException;

/** {@code link:partner/name}: a request record in, an {@link Outcome} out; {@link NotSentException} where nothing left. */
public final class LinkComponent extends DefaultComponent {
    private final Links links;

    public LinkComponent(Links links) {
        this.links = links;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String linkName, Map<String, Object> parameters) {
        Links.Line line = links.line(linkName);
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws NotSentException {
                        CardMessage request = exchange.getMessage().getBody(CardMessage.class);
                        Outcome outcome =
                                line.link().exchange(request, line.partner().timeout());
                        if (outcome instanceof Outcome.NotSent notSent) {
                            throw new NotSentException(notSent);
                        }
                        exchange.getMessage().setBody(outcome);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException("a link answers requests; it starts none");
            }

            @Override
            public boolean isSingleton() {
                return true;
            }
        };
    }
}

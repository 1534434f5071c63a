package org.pointwork.link;

import java.io.IOException;
import java.time.Duration;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOResponseListener;
import org.jpos.iso.MUX;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;

/** A link as jPOS knows one, for participants and console commands written for jPOS. */
public final class LinkMux implements MUX {
    private static final Duration SEND_ONLY = Duration.ofMillis(1);

    private final IssuerLink link;

    public LinkMux(IssuerLink link) {
        this.link = link;
    }

    /** {@inheritDoc} Null where there was no answer, as jPOS has it; an answer that cannot be trusted is none. */
    @Override
    public ISOMsg request(ISOMsg message, long timeoutMs) throws ISOException {
        Outcome outcome = link.exchange(IsoMessages.read(message), Duration.ofMillis(timeoutMs));
        return switch (outcome) {
            case Outcome.Answered(String _, CardMessage reply) -> IsoMessages.write(reply);
            case Outcome.NotSent(String _, String why) -> throw new ISOException(link.name() + ": " + why);
            case Outcome.NoAnswer _, Outcome.Untrusted _ -> null;
        };
    }

    @Override
    public void request(ISOMsg message, long timeoutMs, ISOResponseListener listener, Object handBack) {
        Thread.startVirtualThread(() -> {
            try {
                ISOMsg reply = request(message, timeoutMs);
                if (reply == null) {
                    listener.expired(handBack);
                } else {
                    listener.responseReceived(reply, handBack);
                }
            } catch (ISOException e) {
                listener.expired(handBack);
            }
        });
    }

    @Override
    public void send(ISOMsg message) throws IOException, ISOException {
        if (link.exchange(IsoMessages.read(message), SEND_ONLY) instanceof Outcome.NotSent(String _, String why)) {
            throw new IOException(link.name() + ": " + why);
        }
    }

    @Override
    public boolean isConnected() {
        return link.state() == LinkState.READY;
    }
}

package org.pointwork.saf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;

/** The stored messages. Taking one counts the attempt durably before it is made. */
public interface LegQueue {
    List<Leg> take(String partner, Instant now, Duration lease, int most);

    void done(Leg leg, String link, CardMessage reply);

    /** It may have been heard: the next try is a repeat. */
    void retry(Leg leg, Instant nextAt, String why);

    /** It never left: the next try says the same as this one. */
    void unsent(Leg leg, Instant nextAt, String why);

    void bury(Leg leg, String why);

    /** Makes due what waits for its next try. */
    void hurry(String partner, Instant now);
}

package org.pointwork.link;

import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/** Whether a reply says what its request said: an issuer that answers another amount has not answered this one. */
final class ReplyCheck {
    private static final String PARTIAL = "10";

    private ReplyCheck() {}

    /** What is wrong with it, nothing where it can be relied on. */
    static Optional<String> fault(CardMessage request, CardMessage reply) {
        Fields asked = request.fields();
        Fields answered = reply.fields();
        if (answered.text(39).length() != 2) {
            return Optional.of("no response code");
        }
        for (int de : new int[] {2, 3, 42, 49}) {
            if (differs(asked, answered, de)) {
                return Optional.of("DE " + de + " is not what was sent");
            }
        }
        return differs(asked, answered, 4) && !isPartial(asked, answered)
                ? Optional.of("DE 4 is not what was sent")
                : Optional.empty();
    }

    /** A partial approval answers a smaller amount, and nothing else may. */
    private static boolean isPartial(Fields asked, Fields answered) {
        return answered.text(39).equals(PARTIAL) && answered.text(4).compareTo(asked.text(4)) < 0;
    }

    private static boolean differs(Fields asked, Fields answered, int de) {
        return asked.has(de)
                && answered.has(de)
                && !asked.text(de).strip().equals(answered.text(de).strip());
    }
}

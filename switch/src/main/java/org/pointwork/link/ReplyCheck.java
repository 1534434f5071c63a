package org.pointwork.link;

import java.util.List;
import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/** Whether a reply says what its request said: an issuer that answers another amount has not answered this one. */
final class ReplyCheck {
    private static final String PARTIAL = "10";
    private static final List<Integer> USUAL = List.of(2, 3, 42, 49, 4);
    private static final int AMOUNT = 4;

    private final int[] compared;
    private final int[] echoed;

    ReplyCheck(PartnerConfig.Behaviour behaviour) {
        this.compared = elements(behaviour.compares().orElse(USUAL));
        this.echoed = elements(behaviour.mustEcho().orElse(List.of()));
    }

    private static int[] elements(List<Integer> elements) {
        return elements.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What is wrong with it, nothing where it can be relied on. */
    Optional<String> fault(CardMessage request, CardMessage reply) {
        Fields asked = request.fields();
        Fields answered = reply.fields();
        if (answered.text(39).length() != 2) {
            return Optional.of("no response code");
        }
        for (int de : compared) {
            if (differs(asked, answered, de) && !(de == AMOUNT && isPartial(asked, answered))) {
                return Optional.of("DE " + de + " is not what was sent");
            }
        }
        for (int de : echoed) {
            if (asked.has(de) && !answered.has(de)) {
                return Optional.of("DE " + de + " did not come back");
            }
        }
        return Optional.empty();
    }

    /** A partial approval answers a smaller amount, and nothing else may. */
    private static boolean isPartial(Fields asked, Fields answered) {
        return answered.text(39).equals(PARTIAL) && answered.text(AMOUNT).compareTo(asked.text(AMOUNT)) < 0;
    }

    private static boolean differs(Fields asked, Fields answered, int de) {
        return asked.has(de)
                && answered.has(de)
                && !asked.text(de).strip().equals(answered.text(de).strip());
    }
}

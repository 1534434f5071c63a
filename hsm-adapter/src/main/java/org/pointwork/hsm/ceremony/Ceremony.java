package org.pointwork.hsm.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/**
 * A key from the components of two or three custodians, of whom none ever knows the key. Each sits down alone, types his
 * component without an echo and compares its check value with the one on his paper. Then the check value of the whole
 * key is shown and agreed, and the key is stored. Components are in wiped arrays of this process meanwhile.
 */
public final class Ceremony {
    private static final int FEWEST = 2;
    private static final int MOST = 3;
    private static final int MOST_TRIES = 3;

    private final ComponentStore store;
    private final Custodians custodians;
    private final AuditTrail trail;

    public Ceremony(ComponentStore store, Custodians custodians, AuditTrail trail) {
        this.store = store;
        this.custodians = custodians;
        this.trail = trail;
    }

    /**
     * Holds the ceremony.
     *
     * @param people 2 or 3
     * @return the key's check value
     * @throws HsmException REFUSED: POLICY where one person comes twice, CHECK_VALUE where a check value is not agreed,
     *     FORMAT or LENGTH where three tries gave no component, WEAK_KEY where the components make no good key; nothing
     *     is stored then
     * @throws AuditException where the trail is broken or cannot be written
     */
    public Kcv hold(KeyRef key, KeyAlgorithm algorithm, int people) {
        if (people < FEWEST || people > MOST) {
            throw HsmException.refused(Fault.POLICY, key.label(), "two or three custodians bring a key");
        }
        trail.verify();
        List<String> names = new ArrayList<>();
        try (Component whole = Component.nothing(algorithm)) {
            for (int number = 1; number <= people; number++) {
                String name = name(names, number, people);
                names.add(name);
                try (Component part = component(key, algorithm, name, number)) {
                    whole.add(part);
                }
                if (number < people) {
                    custodians.handOver();
                }
            }
            if (algorithm.isTdes()) {
                whole.adjustParity();
            }
            return keep(key, algorithm, names, whole.bytes());
        } catch (HsmException e) {
            trail.append(names, "ceremony given up", key, e.fault() + " " + e.reason());
            throw e;
        }
    }

    private String name(List<String> before, int number, int people) {
        String name = custodians.name("Custodian " + number + " of " + people + ", your name: ");
        AuditTrail.requireName(name);
        boolean again =
                before.stream().anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
        if (again) {
            throw HsmException.refused(Fault.POLICY, "ceremony", "each component is brought by another custodian");
        }
        return name;
    }

    private Component component(KeyRef key, KeyAlgorithm algorithm, String name, int number) {
        for (int tries = 1; ; tries++) {
            try {
                Component part = Component.typed(
                        algorithm,
                        custodians.component("Component " + number + " of " + key.label() + " (not shown): "));
                return agreed(part, algorithm, name);
            } catch (HsmException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                custodians.say("Not taken: " + e.getMessage());
            }
        }
    }

    private Component agreed(Component part, KeyAlgorithm algorithm, String name) {
        boolean agreed = false;
        try {
            custodians.say("Check value of your component: " + both(algorithm, part.bytes()));
            agreed = custodians.agree(name + ", is this the one on your paper? ");
            if (!agreed) {
                throw HsmException.refused(Fault.CHECK_VALUE, "component", "its check value is another");
            }
            return part;
        } finally {
            if (!agreed) {
                part.close();
            }
        }
    }

    private Kcv keep(KeyRef key, KeyAlgorithm algorithm, List<String> names, byte[] whole) {
        String checkValues = both(algorithm, whole);
        custodians.say("Check value of the key " + key.label() + ": " + checkValues);
        if (!custodians.agree("All custodians: is this the key's check value? ")) {
            throw HsmException.refused(Fault.CHECK_VALUE, key.label(), "its check value is another");
        }
        Kcv shown = store.checkValueOf(algorithm, whole, KcvMethod.usualFor(key, algorithm));
        return trail.around(
                names,
                "ceremony",
                key,
                algorithm + " of " + names.size() + " components, " + checkValues,
                () -> store.importKey(key, algorithm, whole, shown));
    }

    private String both(KeyAlgorithm algorithm, byte[] clear) {
        return store.checkValueOf(algorithm, clear, KcvMethod.LEGACY) + " (legacy), "
                + store.checkValueOf(algorithm, clear, KcvMethod.CMAC) + " (CMAC)";
    }
}

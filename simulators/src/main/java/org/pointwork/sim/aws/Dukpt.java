package org.pointwork.sim.aws;

import java.util.Set;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.Ksn;
import org.pointwork.sim.aws.Shelf.Held;

/** DUKPT attributes of a request. */
final class Dukpt {
    private static final Set<String> USAGES = Set.of("TR31_B0_BASE_DERIVATION_KEY");

    private Dukpt() {}

    /** @param typeField the name that this operation has for the working key's type */
    static DukptKey key(Shelf shelf, String identifier, Fields attributes, String typeField) {
        Held base = shelf.use(identifier, USAGES, "DeriveKey");
        String type = attributes.text(typeField, Shape.WORD);
        if (!type.equals(Shelf.algorithm(base.spec().algorithm()))) {
            throw Refusal.invalid(typeField, "the derivation type has to be the base key's here");
        }
        String ksn = attributes.text("KeySerialNumber", Shape.KSN);
        if (ksn.length() != 20 && ksn.length() != 24) {
            throw Refusal.invalid("KeySerialNumber", "20 or 24 digits");
        }
        return new DukptKey((BaseKey) base.name(), new Ksn(ksn), way(attributes));
    }

    private static Way way(Fields attributes) {
        if (!attributes.has("DukptKeyVariant")) {
            return Way.REQUEST;
        }
        return switch (attributes.text("DukptKeyVariant", Shape.WORD)) {
            case "REQUEST" -> Way.REQUEST;
            case "RESPONSE" -> Way.RESPONSE;
            default -> throw Refusal.invalid("DukptKeyVariant", "REQUEST or RESPONSE here");
        };
    }
}

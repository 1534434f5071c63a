package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pointwork.hsm.DukptKey;

/** EncryptData and DecryptData under DUKPT, by CBC from an IV of zeros. */
final class DataDesk {
    private final Shelf shelf;

    DataDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ObjectNode encrypt(String identifier, Fields request) {
        request.refuse("WrappedKey");
        DukptKey key = key(identifier, request.in("EncryptionAttributes"));
        byte[] made = shelf.engine().encrypt(key, request.hex("PlainText", Shape.PLAIN));
        return Answer.under(shelf.get(identifier)).put("CipherText", Answer.hex(made));
    }

    ObjectNode decrypt(String identifier, Fields request) {
        request.refuse("WrappedKey");
        DukptKey key = key(identifier, request.in("DecryptionAttributes"));
        byte[] made = shelf.engine().decrypt(key, request.hex("CipherText", Shape.CIPHER));
        return Answer.under(shelf.get(identifier)).put("PlainText", Answer.hex(made));
    }

    private DukptKey key(String identifier, Fields attributes) {
        attributes.only("Dukpt");
        Fields of = attributes.in("Dukpt");
        of.refuse("InitializationVector");
        if (of.has("Mode") && !of.text("Mode", Shape.WORD).equals("CBC")) {
            throw Refusal.invalid("Mode", "CBC is simulated");
        }
        return Dukpt.key(shelf, identifier, of, "DukptKeyDerivationType");
    }
}

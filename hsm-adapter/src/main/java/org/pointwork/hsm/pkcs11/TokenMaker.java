package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;

/** Initialises tokens. The PINs go through memory and never through a command line, which others could read. */
final class TokenMaker {
    private TokenMaker() {}

    /** Makes a token in a blank slot unless there is one of this label; says whether it made one. */
    static boolean ensure(Cryptoki cryptoki, String label, NativeSecret soPin, NativeSecret userPin) {
        if (Slots.of(cryptoki, label).isPresent()) {
            return false;
        }
        long slot = Slots.blank(cryptoki)
                .orElseThrow(() -> new CkException("the search for a blank token", Ck.CKR_TOKEN_NOT_PRESENT));
        try (var arena = Arena.ofConfined()) {
            cryptoki.initToken(slot, soPin.memory(), arena.allocateFrom(JAVA_BYTE, Slots.padded(label)));
        }
        try (var session = Session.open(cryptoki, slot, true)) {
            cryptoki.login(session.handle(), Ck.CKU_SO, soPin.memory());
            cryptoki.initPin(session.handle(), userPin.memory());
            cryptoki.logout(session.handle());
        }
        return true;
    }
}

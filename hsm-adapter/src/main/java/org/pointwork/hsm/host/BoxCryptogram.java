package org.pointwork.hsm.host;

import java.time.Instant;
import java.util.regex.Pattern;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/**
 * A key as we keep it: under the box's master key, so that nobody but the box can use it.
 *
 * @param since when it was stored, to the millisecond
 * @param text scheme and cryptogram: {@code U} or {@code T} and hex digits under a variant master key, {@code S} and a key
 *     block under a key block master key
 */
public record BoxCryptogram(String label, BoxKey type, Instant since, Kcv kcv, String text) {
    private static final Pattern FORM =
            Pattern.compile("U[0-9A-F]{32}|T[0-9A-F]{48}|S[01][0-9]{4}[0-9A-Z]{11}[0-9A-Za-z=+/.:-]{24,240}");

    /** Where a block says its algorithm, the S counted. */
    private static final int ALGORITHM = 8;

    /** The key type that a command names where the key itself says it. */
    private static final String SAID_BY_BLOCK = "FFF";

    public BoxCryptogram {
        KeyRef.requireLabel(label);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a key is U and 32 hex digits, T and 48, or S and a key block");
        }
    }

    /** Whether the header says what the key is for. */
    boolean isBlock() {
        return text.charAt(0) == 'S';
    }

    /**
     * What the key is made of, as far as scheme and header say it: a block hides how long its key is.
     *
     * @throws HsmException REFUSED with {@link Fault#ALGORITHM} where it is none that we know
     */
    Cipher cipher() {
        return switch (isBlock() ? text.charAt(ALGORITHM) : 'T') {
            case 'T' -> Cipher.TDEA;
            case 'A' -> Cipher.AES;
            case 'H' -> Cipher.HMAC;
            default -> throw HsmException.refused(Fault.ALGORITHM, label, "the key block's algorithm is unknown here");
        };
    }

    /** What keys are made of. */
    enum Cipher {
        TDEA(KeyAlgorithm.TDES2),
        AES(KeyAlgorithm.AES128),
        HMAC(KeyAlgorithm.HMAC_SHA256);

        private final KeyAlgorithm usual;

        Cipher(KeyAlgorithm usual) {
            this.usual = usual;
        }

        /** One of its algorithms, for rules that do not depend on a key's length. */
        KeyAlgorithm usual() {
            return usual;
        }
    }

    /** What a command writes where it names a key's type. */
    String typeCode() {
        return isBlock() ? SAID_BY_BLOCK : type.code();
    }

    /** The key's name in the port. */
    KeyRef key() {
        return type.ref(label);
    }

    @Override
    public String toString() {
        return type.inWords() + " " + label + ", check value " + kcv;
    }
}

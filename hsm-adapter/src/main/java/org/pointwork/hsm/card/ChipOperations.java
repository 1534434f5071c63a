package org.pointwork.hsm.card;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion.Session;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/** Cryptograms and scripts of chip cards (EMV Book 2, 8 and 9), on whatever holds the issuer's key. */
public final class ChipOperations {
    private static final int ANSWER_2 = 4;

    private ChipOperations() {}

    /** Whether the card made the request's cryptogram; takes the same time wherever they differ. */
    public static boolean verify(Deriver issuer, ChipCard card, ChipRequest request) {
        try (var master = issuer.derive(Derivation.master(card))) {
            return isRight(master, request);
        }
    }

    /** The issuer's cryptogram; REFUSED, NOT_AUTHENTIC where the request's own is wrong. */
    public static byte[] answer(String label, Deriver issuer, ChipCard card, ChipRequest request, ChipAnswer answer) {
        try (var master = issuer.derive(Derivation.master(card))) {
            if (!isRight(master, request)) {
                throw HsmException.refused(Fault.NOT_AUTHENTIC, label, "the card did not make this cryptogram");
            }
            return withSession(
                    master, request, request.version().answer(), key -> answer(key, request.cryptogram(), answer));
        }
    }

    /** The MAC of a script command. */
    public static byte[] scriptMac(Deriver issuer, ChipCard card, ChipRequest request, byte[] command) {
        try (var master = issuer.derive(Derivation.master(card));
                var session = scriptSession(master, request)) {
            return session.mac(Padding.method2(command));
        }
    }

    private static boolean isRight(DerivedKey master, ChipRequest request) {
        byte[] data = request.version().padded() ? Padding.method2(request.data()) : Padding.method1(request.data());
        byte[] right = withSession(master, request, request.version().session(), key -> key.mac(data));
        try {
            return MessageDigest.isEqual(right, request.cryptogram());
        } finally {
            Arrays.fill(right, (byte) 0); // it would pass for the card
        }
    }

    /**
     * The issuer's cryptogram for a card's (EMV Book 2, 8.2).
     *
     * @param cryptogram 8 bytes
     */
    public static byte[] answer(CardKey key, byte[] cryptogram, ChipAnswer answer) {
        return switch (answer) {
            case ChipAnswer.Method1 it -> {
                byte[] block = cryptogram.clone();
                block[0] ^= it.responseCode()[0];
                block[1] ^= it.responseCode()[1];
                yield key.encipher(block);
            }
            case ChipAnswer.Method2 it ->
                Arrays.copyOf(
                        key.mac(Padding.method2(joined(cryptogram, it.statusUpdate(), it.proprietary()))), ANSWER_2);
        };
    }

    private static byte[] withSession(
            DerivedKey master, ChipRequest request, Session kind, Function<CardKey, byte[]> work) {
        return switch (kind) {
            case NONE -> work.apply(master);
            case COMMON -> underDerived(master, Derivation.common(request), work);
            case MASTERCARD -> underDerived(master, Derivation.mastercard(request), work);
        };
    }

    private static byte[] underDerived(DerivedKey master, byte[] data, Function<CardKey, byte[]> work) {
        try (var session = master.derive(data)) {
            return work.apply(session);
        }
    }

    static CardKey scriptSession(DerivedKey master, ChipRequest request) {
        return switch (request.version().script()) {
            case VISA_COUNTER -> master.withCounter(request.atc());
            case VISA_COMMON, MASTERCARD -> master.derive(Derivation.script(request));
        };
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}

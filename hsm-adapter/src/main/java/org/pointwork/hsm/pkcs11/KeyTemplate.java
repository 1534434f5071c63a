package org.pointwork.hsm.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.keyblock.Derivation;

/**
 * What the token lets a key do. A TDES MAC key may encrypt but not decrypt, so it cannot open a PIN block; only PIN,
 * zone and seal keys may decrypt, and seal keys only by AES-GCM. A key for pseudonyms may encrypt and nothing else.
 *
 * <p>CKA_MODIFIABLE stays true: SoftHSM makes no session copies of keys without it (see {@link KeyTable}), and whoever
 * could change an attribute is logged in and could use the key anyway. Sensitive and non-extractable are for good.
 */
final class KeyTemplate {
    private KeyTemplate() {}

    /** The attributes of a key but for where it is kept, its name and its value. */
    static Attributes of(Arena arena, KeyRef key, KeyAlgorithm algorithm, KeyId.Part part) {
        boolean isAesBase = key instanceof BaseKey && algorithm.isAes();
        boolean encrypts = part != KeyId.Part.ENCIPHER_VARIANT
                && (key instanceof MacKey ? algorithm.isTdes() : !isAesBase || !TokenDukpt.stays(algorithm));
        boolean decrypts = key instanceof PinKey
                || key instanceof SealKey
                || key instanceof ZoneKey
                || part == KeyId.Part.ENCIPHER_VARIANT;
        boolean derives = isAesBase || key instanceof IssuerKey || key instanceof BlockKey && part == KeyId.Part.KEY;
        // All keys of AES but those for pseudonyms sign: by CMAC, for their check value.
        boolean signs =
                (key instanceof MacKey || algorithm.isAes() && !(key instanceof TokenKey)) && part == KeyId.Part.KEY;
        return new Attributes(arena)
                .add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY)
                .add(Ck.CKA_KEY_TYPE, part == KeyId.Part.SINGLE ? Ck.CKK_DES : keyType(algorithm))
                .add(Ck.CKA_PRIVATE, true)
                .add(Ck.CKA_SENSITIVE, true)
                .add(Ck.CKA_EXTRACTABLE, false)
                .add(Ck.CKA_ENCRYPT, encrypts)
                .add(Ck.CKA_DECRYPT, decrypts)
                .add(Ck.CKA_SIGN, signs)
                .add(Ck.CKA_VERIFY, false)
                .add(Ck.CKA_WRAP, false)
                .add(Ck.CKA_UNWRAP, false)
                .add(Ck.CKA_DERIVE, derives)
                .addAll(Ck.CKA_ALLOWED_MECHANISMS, mechanisms(key, algorithm, part));
    }

    /** One of the two keys of a key block, for as long as the block is worked on. */
    static Attributes ofBlock(Arena arena, Derivation.Use use, KeyAlgorithm algorithm) {
        boolean enciphers = use == Derivation.Use.ENCIPHER;
        long cipher = algorithm.isAes() ? Ck.CKM_AES_CBC : Ck.CKM_DES3_CBC;
        long cmac = algorithm.isAes() ? Ck.CKM_AES_CMAC : Ck.CKM_DES3_CMAC;
        var template = passing(arena, algorithm)
                .add(Ck.CKA_ENCRYPT, enciphers)
                .add(Ck.CKA_DECRYPT, enciphers)
                .add(Ck.CKA_SIGN, !enciphers)
                .addAll(Ck.CKA_ALLOWED_MECHANISMS, enciphers ? cipher : cmac);
        return algorithm.isAes() ? template.add(Ck.CKA_VALUE_LEN, (long) algorithm.lengthInBytes()) : template;
    }

    /** A key that shows its check value, and is gone. */
    static Attributes ofCheck(Arena arena, KeyAlgorithm algorithm, MemorySegment value) {
        long use = algorithm == KeyAlgorithm.HMAC_SHA256 ? Ck.CKA_SIGN : Ck.CKA_ENCRYPT;
        return passing(arena, algorithm).add(use, true).add(Ck.CKA_VALUE, value);
    }

    private static Attributes passing(Arena arena, KeyAlgorithm algorithm) {
        return new Attributes(arena)
                .add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY)
                .add(Ck.CKA_KEY_TYPE, keyType(algorithm))
                .add(Ck.CKA_TOKEN, false)
                .add(Ck.CKA_PRIVATE, true)
                .add(Ck.CKA_SENSITIVE, true)
                .add(Ck.CKA_EXTRACTABLE, false);
    }

    /** How a token makes such a key. */
    static MemorySegment generator(KeyAlgorithm algorithm) {
        return Mechanisms.plain(
                switch (algorithm) {
                    case TDES2 -> Ck.CKM_DES2_KEY_GEN;
                    case TDES3 -> Ck.CKM_DES3_KEY_GEN;
                    case AES128, AES192, AES256 -> Ck.CKM_AES_KEY_GEN;
                    case HMAC_SHA256 -> Ck.CKM_GENERIC_SECRET_KEY_GEN;
                });
    }

    private static long[] mechanisms(KeyRef key, KeyAlgorithm algorithm, KeyId.Part part) {
        return switch (key) {
            case BlockKey _ when part != KeyId.Part.KEY -> new long[] {Ck.CKM_DES3_CBC};
            case BlockKey _
            when algorithm.isTdes() -> new long[] {Ck.CKM_DES3_ECB, Ck.CKM_DES3_CMAC, Ck.CKM_DES3_ECB_ENCRYPT_DATA};
            case BlockKey _ -> new long[] {Ck.CKM_AES_CBC, Ck.CKM_AES_CMAC, Ck.CKM_AES_ECB_ENCRYPT_DATA};
            case PinKey _, ZoneKey _ when algorithm.isTdes() -> new long[] {Ck.CKM_DES3_ECB};
            case IssuerKey _ -> new long[] {Ck.CKM_DES3_ECB, Ck.CKM_DES3_ECB_ENCRYPT_DATA};
            case BaseKey _ when algorithm.isTdes() -> new long[] {Ck.CKM_DES3_ECB, Ck.CKM_DES3_CMAC};
            case BaseKey _
            when TokenDukpt.stays(algorithm) -> new long[] {Ck.CKM_AES_ECB_ENCRYPT_DATA, Ck.CKM_AES_CMAC};
            case BaseKey _ -> new long[] {Ck.CKM_AES_ECB, Ck.CKM_AES_CMAC};
            case PinKey _ -> new long[] {Ck.CKM_AES_ECB, Ck.CKM_AES_CBC, Ck.CKM_AES_CMAC};
            case ZoneKey _ -> new long[] {Ck.CKM_AES_CBC, Ck.CKM_AES_CMAC};
            case MacKey _, CvvKey _ when part == KeyId.Part.CHAIN -> new long[] {Ck.CKM_DES3_CBC};
            case MacKey _, CvvKey _ when part == KeyId.Part.SINGLE -> new long[] {Ck.CKM_DES_CBC};
            case CvvKey _, PvvKey _, OffsetKey _ -> new long[] {Ck.CKM_DES3_ECB};
            case MacKey _ when algorithm.isTdes() -> new long[] {Ck.CKM_DES3_ECB, Ck.CKM_DES3_CBC, Ck.CKM_DES3_CMAC};
            case MacKey _ when algorithm.isAes() -> new long[] {Ck.CKM_AES_CMAC};
            case MacKey _ -> new long[] {Ck.CKM_SHA256_HMAC};
            case TokenKey _ -> new long[] {Ck.CKM_AES_CBC};
            // CMAC for the check value alone.
            case SealKey _ -> new long[] {Ck.CKM_AES_GCM, Ck.CKM_AES_CMAC};
        };
    }

    private static long keyType(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case TDES2 -> Ck.CKK_DES2;
            case TDES3 -> Ck.CKK_DES3;
            case AES128, AES192, AES256 -> Ck.CKK_AES;
            case HMAC_SHA256 -> Ck.CKK_GENERIC_SECRET;
        };
    }
}

package org.pointwork.bench.keys;

import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A key as it is named on a command line: {@code PURPOSE/LABEL}, such as {@code zone/zmk.partner}. */
final class KeyName implements ITypeConverter<KeyRef> {
    static final String HELP = "such as zone/zmk.partner; purposes: pin, mac, zone, block, base, cvv, pvv, offset,"
            + " imk-ac, imk-smi, imk-smc, imk-dcv, token, seal.";

    @Override
    public KeyRef convert(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new TypeConversionException("a key is named PURPOSE/LABEL, such as zone/zmk.partner");
        }
        try {
            return KeyRef.named(text.substring(0, slash), text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The label of a block key. */
    static final class OfBlockKey implements ITypeConverter<BlockKey> {
        @Override
        public BlockKey convert(String label) {
            try {
                return new BlockKey(label);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** A check value. */
    static final class OfCheckValue implements ITypeConverter<Kcv> {
        @Override
        public Kcv convert(String hex) {
            try {
                return new Kcv(hex);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** As {@link #convert} reads it. */
    static String of(KeyRef key) {
        return key.purpose() + "/" + key.label();
    }
}

package org.pointwork.iso8583;

import java.util.Map;
import java.util.Set;
import org.jpos.iso.IFB_BINARY;
import org.jpos.iso.IFB_BITMAP;
import org.jpos.iso.IFE_AMOUNT;
import org.jpos.iso.IFE_BINARY;
import org.jpos.iso.IFE_BITMAP;
import org.jpos.iso.IFE_CHAR;
import org.jpos.iso.IFE_LLCHAR;
import org.jpos.iso.IFE_LLLCHAR;
import org.jpos.iso.IFE_LLNUM;
import org.jpos.iso.IFE_NUMERIC;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.packager.BASE24Packager;
import org.jpos.iso.packager.Base1Packager;
import org.jpos.iso.packager.GenericPackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87APackagerBBitmap;
import org.jpos.iso.packager.ISO87BPackager;
import org.jpos.iso.packager.ISO93APackager;
import org.jpos.iso.packager.ISO93BPackager;
import org.jpos.iso.packager.PostPackager;

/** jPOS's packager of each dialect, and where ours says otherwise on purpose. */
final class JposPackagers {
    static final Map<String, ISOBasePackager> ALL = Map.ofEntries(
            Map.entry("iso87-ascii", new ISO87APackager()),
            Map.entry("iso87-ascii-bits", new ISO87APackagerBBitmap()),
            Map.entry("iso87-bcd", new ISO87BPackager()),
            Map.entry("iso87-ebcdic", ebcdic(new IFE_BITMAP(16, "bitmap"), true)),
            Map.entry("cis", ebcdic(new IFB_BITMAP(16, "bitmap"), false)),
            Map.entry("iso93-ascii", new ISO93APackager()),
            Map.entry("iso93-binary", new ISO93BPackager()),
            Map.entry("iso2003", cmf()),
            Map.entry("base1", new Base1Packager()),
            Map.entry("base24", new BASE24Packager()),
            Map.entry("postbridge", new PostPackager()));

    /** What the pages of oddities tell: elements that jPOS has in another length, or makes messages of. */
    private static final Map<String, Set<Integer>> OURS = Map.of(
            "iso2003", Set.of(21, 27, 30, 43, 49, 55, 64, 74, 113, 128),
            "cis", Set.of(55, 61, 62, 63, 96),
            "iso93-ascii", Set.of(55),
            "iso93-binary", Set.of(55),
            "base1", Set.of(22, 55, 126, 127),
            "base24", Set.of(64, 122, 128),
            "postbridge", Set.of(123, 127, 128));

    private JposPackagers() {}

    /** @param highest element of the message: jPOS's EBCDIC bitmap has one half or two whatever there is in it */
    static ISOBasePackager of(Dialect dialect, int highest) {
        ISOBasePackager packager = ALL.get(dialect.name());
        if (dialect.head().bitmap() == Head.BitmapForm.EBCDIC_HEX) {
            packager.setFieldPackager(1, new IFE_BITMAP(highest > 64 ? 16 : 8, "bitmap"));
        }
        return packager;
    }

    static boolean agrees(Dialect dialect, int de) {
        return !OURS.getOrDefault(dialect.name(), Set.of()).contains(de);
    }

    private static ISOBasePackager cmf() {
        try {
            return new GenericPackager("jar:packager/cmf.xml");
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** jPOS has the parts of an EBCDIC dialect and no packager of them: put together after its ASCII one. */
    private static ISOBasePackager ebcdic(ISOFieldPackager bitmap, boolean hex) {
        ISOFieldPackager[] fields = new ISOFieldPackager[Dialect.HIGHEST + 1];
        ISO87APackager ascii = new ISO87APackager();
        for (int de = 0; de < fields.length; de++) {
            ISOFieldPackager like = ascii.getFieldPackager(de);
            fields[de] = recoded(like, hex);
        }
        fields[1] = bitmap;
        ISOBasePackager packager = new ISOBasePackager() {};
        packager.setFieldPackager(fields);
        return packager;
    }

    private static ISOFieldPackager recoded(ISOFieldPackager like, boolean hex) {
        int length = like.getLength();
        return switch (like.getClass().getSimpleName()) {
            case "IFA_NUMERIC" -> new IFE_NUMERIC(length, "");
            case "IF_CHAR" -> new IFE_CHAR(length, "");
            case "IFA_AMOUNT" -> new IFE_AMOUNT(length, "");
            case "IFA_LLNUM" -> new IFE_LLNUM(length, "");
            case "IFA_LLCHAR" -> new IFE_LLCHAR(length, "");
            case "IFA_LLLCHAR" -> new IFE_LLLCHAR(length, "");
            case "IFA_BINARY" -> hex ? new IFE_BINARY(length, "") : new IFB_BINARY(length, "");
            default -> like;
        };
    }
}

package org.pointwork.bench.hsm;

import java.util.HexFormat;
import java.util.List;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

/** Published keys, which protect nothing. */
final class BenchKeys {
    private static final String TDES = "0123456789ABCDEFFEDCBA9876543210";
    private static final String OTHER_TDES = "89ABCDEF0123456776543210FEDCBA98";
    private static final String AES = "FEDCBA9876543210F1F1F1F1F1F1F1F1";

    static final PinKey ZONE = new PinKey("bench.zpk");
    static final PinKey OTHER_ZONE = new PinKey("bench.zpk.other");
    static final PinKey AES_ZONE = new PinKey("bench.zpk.aes");
    static final PvvKey PVV = new PvvKey("bench.pvv");
    static final OffsetKey OFFSET = new OffsetKey("bench.offset");
    static final MacKey MAC = new MacKey("bench.zak");
    static final MacKey AES_MAC = new MacKey("bench.zak.aes");
    static final MacKey HMAC = new MacKey("bench.hmac");
    static final BaseKey BASE = new BaseKey("bench.bdk");
    static final BaseKey AES_BASE = new BaseKey("bench.bdk.aes");
    static final TokenKey TOKEN = new TokenKey("bench.token");
    static final SealKey SEAL = new SealKey("bench.seal");

    /** A key and its value. */
    record Key(KeyRef name, KeyAlgorithm algorithm, String hex) {
        byte[] clear() {
            return HexFormat.of().parseHex(hex);
        }
    }

    static final List<Key> ALL = List.of(
            new Key(ZONE, KeyAlgorithm.TDES2, TDES),
            new Key(OTHER_ZONE, KeyAlgorithm.TDES2, OTHER_TDES),
            new Key(AES_ZONE, KeyAlgorithm.AES128, AES),
            new Key(PVV, KeyAlgorithm.TDES2, TDES),
            new Key(OFFSET, KeyAlgorithm.TDES2, TDES),
            new Key(MAC, KeyAlgorithm.TDES2, TDES),
            new Key(AES_MAC, KeyAlgorithm.AES128, AES),
            new Key(HMAC, KeyAlgorithm.HMAC_SHA256, AES + AES),
            new Key(BASE, KeyAlgorithm.TDES2, TDES),
            new Key(AES_BASE, KeyAlgorithm.AES128, AES),
            new Key(TOKEN, KeyAlgorithm.AES256, AES + TDES),
            new Key(SEAL, KeyAlgorithm.AES256, TDES + AES));

    private BenchKeys() {}
}

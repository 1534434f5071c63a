package org.pointwork.sim.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.pos.PosMessages;

class MacSealTest {
    private final MacSeal seal = new MacSeal(new SoftwareHsm(), new MacKey("tak.demo"));

    static List<Dialect> dialects() {
        return List.of(Dialect.ISO87_ASCII, Dialect.ISO87_BCD);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void coversEverythingUpToTheMacField(Dialect dialect) throws Exception {
        IsoCodec codec = new IsoCodec(dialect);
        byte[] packed = seal.sealed(codec, PosMessages.demo().purchase(PosMessages.DEMO_PAN, 12_300));
        CardMessage read = codec.decode(packed);
        assertTrue(read.fields().has(64));
        assertTrue(seal.genuine(codec, packed, read));
        for (int at = 0; at < packed.length - dialect.macLength(); at++) {
            byte[] altered = packed.clone();
            altered[at] ^= 1;
            assertFalse(seal.genuine(codec, altered, read), "byte " + at);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void standsIn128WhereElementsAreAbove64(Dialect dialect) throws Exception {
        IsoCodec codec = new IsoCodec(dialect);
        byte[] packed = seal.sealed(codec, PosMessages.demo().echo());
        CardMessage read = codec.decode(packed);
        assertEquals(128, MacSeal.element(codec, read));
        assertTrue(read.fields().has(128) && !read.fields().has(64));
        assertTrue(seal.genuine(codec, packed, read));
    }

    /** DE 24 of 2003 comes from DE 70, and DE 26 from DE 18: an element above 64 here may be below it there, and the reverse. */
    @ParameterizedTest
    @MethodSource("editions")
    void goesByTheElementsOfTheDialectsOwnEdition(Dialect dialect) throws Exception {
        IsoCodec codec = new IsoCodec(dialect);
        byte[] packed = seal.sealed(codec, PosMessages.demo().echo());
        CardMessage read = codec.decode(packed);
        assertTrue(read.fields().has(64) && !read.fields().has(128));
        assertTrue(seal.genuine(codec, packed, read));
    }

    static List<Dialect> editions() {
        return List.of(Dialect.named("iso93-ascii"), Dialect.named("iso2003"));
    }
}

package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** What holds in every dialect there is, for messages made from its own table. */
class DialectPropertyTest {
    @Property(tries = 20_000)
    void whatIsWrittenIsRead(@ForAll long seed, @ForAll("dialects") String name) throws FormatException {
        Dialect dialect = Dialect.named(name);
        IsoCodec codec = new IsoCodec(dialect);
        Random random = new Random(seed);
        Mti mti = new Mti(dialect.edition().version() + "%03d".formatted(random.nextInt(1_000)));
        Fields made = Generated.fields(dialect, random);
        byte[] bytes = Body.write(dialect, mti, made);
        CardMessage read = codec.decode(bytes);
        assertArrayEquals(bytes, codec.encode(read), () -> name + " " + mti + " " + made);
        assertSame(read, codec.decode(codec.encode(read)), name);
    }

    /** And what the model holds is read again as it was, by way of any dialect of its edition. */
    @Property(tries = 5_000)
    void whatIsReadIsWhatWasMade(@ForAll long seed, @ForAll("dialects") String name) throws FormatException {
        Dialect dialect = Dialect.named(name);
        Mti mti = new Mti(dialect.edition().version() + "200");
        Fields made = Generated.fields(dialect, new Random(seed));
        byte[] bytes = Body.write(dialect, mti, made);
        Fields.Editor into = Fields.NONE.edit();
        Body.read(dialect, bytes, new StructureCheck(dialect).bitmap(bytes), into);
        Fields read = into.done();
        assertEquals(made.present(), read.present());
        for (int de = made.next(1); de >= 0; de = made.next(de + 1)) {
            assertEquals(made.text(de), read.text(de), name + " DE " + de);
            assertArrayEquals(made.bytes(de), read.bytes(de), name + " DE " + de);
        }
    }

    private static void assertSame(CardMessage expected, CardMessage actual, String name) {
        assertEquals(expected.mti(), actual.mti(), name);
        assertEquals(expected.fields().present(), actual.fields().present(), name);
        expected.fields().present().stream()
                .forEach(de ->
                        assertEquals(expected.fields().text(de), actual.fields().text(de), name + " DE " + de));
    }

    @Provide
    static Arbitrary<String> dialects() {
        return Arbitraries.of(Specifications.DIALECTS);
    }
}

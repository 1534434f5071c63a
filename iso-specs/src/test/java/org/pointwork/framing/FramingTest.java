package org.pointwork.framing;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.HexFormat;
import org.jpos.iso.header.BASE1Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingTest {
    private static final int MAX = 1_000;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            length2      | 00 02 AB CD                    | -          | ABCD
            length2      | 00 01 AB FF                    | -          | AB
            length2-tpdu | 00 07 60 12 34 56 78 AB CD     | 6012345678 | ABCD
            length2-inclusive | 00 04 AB CD               | -          | ABCD
            length4      | 00 00 00 02 AB CD              | -          | ABCD
            length4-inclusive | 00 00 00 06 AB CD         | -          | ABCD
            ascii4       | 30 30 30 32 AB CD              | -          | ABCD
            ascii4-inclusive | 30 30 30 36 AB CD          | -          | ABCD
            ascii3       | 30 31 32 01 02 03 04 05 06 07 08 09 0A 0B 0C | - | 0102030405060708090A0B0C
            bcd2         | 00 12 01 02 03 04 05 06 07 08 09 0A 0B 0C | - | 0102030405060708090A0B0C
            bcd2-tpdu    | 00 07 60 12 34 56 78 AB CD     | 6012345678 | ABCD
            ascii4-base24 | 30 30 31 34 49 53 4F 30 32 36 30 30 30 30 31 30 AB CD | 49534F303236303030303130 | ABCD
            length2-base1 | 00 18 16 01 02 00 18 12 34 56 65 43 21 00 00 00 00 00 00 00 00 00 00 00 AB CD | 160102001812345665432100000000000000000000 00 | ABCD
            """)
    void aFrameIsCut(String framing, String bytes, String header, String payload) throws FramingException {
        Frame frame = Framing.named(framing, framing.startsWith("ascii3") ? 999 : MAX)
                .read(buffer(bytes))
                .orElseThrow();
        assertAll(
                () -> assertEquals(header == null ? "" : header.replace(" ", ""), upper(frame.header())),
                () -> assertEquals(payload, upper(frame.payload())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            length2      | 00
            length2      | 00 05 AB
            length2      | 03 E8 AB
            length2-tpdu | 00 07
            length2-tpdu | 00 07 60 12 34 56 78 AB
            length4      | 00 00 00
            length4      | 00 00 03 E8 AB
            ascii4       | 30 30 31
            ascii3       | 30 31 30 AB
            bcd2         | 09 99 AB
            ascii4-base24 | 30 30 31 34 49 53
            """)
    void moreIsAwaitedAndNothingTaken(String framing, String bytes) throws FramingException {
        ByteBuf in = buffer(bytes);
        assertTrue(Framing.named(framing, framing.startsWith("ascii3") ? 999 : MAX)
                .read(in)
                .isEmpty());
        assertEquals(0, in.readerIndex());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            length2      | 03 E9                          | oversized | length 1001 is over the limit of 1000
            length2      | FF FF                          | oversized | length 65535 is over the limit of 1000
            length2      | 27 0F 01 02 03 04 05 06 07 08  | oversized | length 9999 is over the limit of 1000
            length2-tpdu | 00 05 60 12 34 56 78           | header    | length 5 leaves no room for a TPDU and a message
            length2-tpdu | 00 01 60                       | header    | length 1 leaves no room for a TPDU and a message
            length2-tpdu | 00 07 68 12 34 56 78 AB CD     | header    | TPDU does not begin with 60
            length2-tpdu | 00 07 02                       | header    | TPDU does not begin with 60
            length2-inclusive | 00 01                     | length    | length 1 does not count itself
            length2-inclusive | 03 EB                     | oversized | length 1001 is over the limit of 1000
            length4      | 00 00 27 0F 01 02              | oversized | length 9999 is over the limit of 1000
            length4      | FF FF FF FF 01 02              | oversized | length 4294967295 is over the limit of 1000
            length4-inclusive | 00 00 00 03               | length    | length 3 does not count itself
            ascii4       | 39 39 39 39 01 02              | oversized | length 9999 is over the limit of 1000
            ascii4       | 30 30 30 3A                    | length    | length is not a number
            ascii4       | 00 00 00 02                    | length    | length is not a number
            ascii4-inclusive | 30 30 30 33                | length    | length 3 does not count itself
            bcd2         | 0A 00                          | length    | length is not a number
            bcd2         | 99 99 01 02                    | oversized | length 9999 is over the limit of 1000
            ascii4-base24 | 30 30 31 34 49 53 50          | header    | BASE24 header does not begin with ISO
            ascii4-base24 | 30 30 31 32 49                | header    | length 12 leaves no room for a BASE24 header and a message
            length2-base1 | 00 18 1A                      | header    | BASE I header does not begin with 16
            length2-base1 | 00 18 16 01 02 00 19 12 34 56 65 43 21 00 00 00 00 00 00 00 00 00 00 00 AB CD | header | BASE I header tells another length
            """)
    void aStreamThatCannotBeTrusted(String framing, String bytes, String reason, String detail) {
        FramingException refused = assertThrows(
                FramingException.class, () -> Framing.named(framing, framing.startsWith("ascii3") ? 999 : MAX)
                        .read(buffer(bytes)));
        assertAll(() -> assertEquals(reason, refused.reason()), () -> assertEquals(detail, refused.getMessage()));
    }

    @ParameterizedTest
    @CsvSource({
        "length2,0000",
        "length2-tpdu,0000",
        "length2-inclusive,0002",
        "length4,00000000",
        "length4-inclusive,00000004",
        "ascii4,30303030",
        "ascii4-inclusive,30303034",
        "bcd2-tpdu,0000",
        "ascii4-base24,30303030"
    })
    void lengthOfNothingIsAKeepAliveBothWays(String name, String bytes) throws FramingException {
        Framing framing = Framing.named(name, MAX);
        assertTrue(framing.read(buffer(bytes)).orElseThrow().isKeepAlive());
        ByteBuf out = Unpooled.buffer();
        framing.write(Frame.KEEP_ALIVE, out);
        assertEquals(bytes, HexFormat.of().formatHex(bytes(out)));
    }

    @Test
    void theAnswerGoesBackWhereTheRequestCameFrom() {
        Frame request = new Frame(HexFormat.of().parseHex("6012345678"), new byte[] {1});
        Frame answer = request.answer(new byte[] {2});
        ByteBuf out = Unpooled.buffer();
        Framing.named("length2-tpdu", MAX).write(answer, out);
        assertEquals("0006605678123402", HexFormat.of().formatHex(bytes(out)));
        assertEquals("6012345678", HexFormat.of().formatHex(request.header()));
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        ByteBuf out = Unpooled.buffer();
        Framing plain = Framing.named("length2", 10);
        assertAll(
                () -> assertThrows(IllegalArgumentException.class, () -> plain.write(Frame.of(new byte[11]), out)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length2-tpdu", 20)
                        .write(new Frame(new byte[2], new byte[3]), out)),
                () -> assertEquals(0, out.readableBytes()));
    }

    @Test
    void limitsThatMakeNoSenseAreRefusedAtTheStart() {
        assertAll(
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length2", 0)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length4", 65_536)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length2-tpdu", 5)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length2-inclusive", 65_534)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("ascii3", 1_000)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("bcd2", 10_000)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length5", 100)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length2-base1:1", 100)),
                () -> assertThrows(
                        IllegalArgumentException.class, () -> Framing.named("length2-tpdu:123456:654321", 100)));
    }

    /** What a node begins itself, and the answer it gets: the addresses of a header change places. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            length2-tpdu                  | 0007 6000000000 ABCD | 6000000000
            ascii4-base24                 | 30303134 49534F303236303030303530 ABCD | 49534F303236303030303535
            length2-base1                 | 0018 160102 0018 000000 000000 00 0000 000000 00 000000 00 ABCD | 160102 0018 000000 000000 00 0000 000000 00 000000 00
            length2-base1:123456:654321   | 0018 160102 0018 654321 123456 00 0000 000000 00 000000 00 ABCD | 160102 0018 123456 654321 00 0000 000000 00 000000 00
            """)
    void headersOfOurOwn(String name, String bytes, String answered) throws FramingException {
        Framing framing = Framing.named(name, MAX);
        ByteBuf out = Unpooled.buffer();
        framing.write(Frame.of(HexFormat.of().parseHex("ABCD")), out);
        assertEquals(bytes.replace(" ", ""), upper(bytes(out)));
        Frame answer = framing.read(out).orElseThrow().answer(new byte[] {1});
        assertEquals(answered.replace(" ", ""), upper(answer.header()));
    }

    /** As jPOS has it, byte for byte, both ways. */
    @Test
    void aBase1HeaderIsThatOfJpos() throws FramingException {
        BASE1Header theirs = new BASE1Header("123456", "654321");
        theirs.setLen(2);
        Framing framing = Framing.named("length2-base1:123456:654321", MAX);
        ByteBuf out = Unpooled.buffer();
        framing.write(Frame.of(new byte[] {1, 2}), out);
        Frame frame = framing.read(out).orElseThrow();
        assertArrayEquals(theirs.pack(), frame.header());
        theirs.swapDirection();
        assertArrayEquals(theirs.pack(), frame.answer(new byte[2]).header());
    }

    /** Two messages in one segment and one byte a segment, in every framing. */
    @Test
    void howeverItArrives() {
        for (String length : Framing.lengths()) {
            for (HeaderKind header : HeaderKind.values()) {
                Framing framing = Framing.named(length + (header == HeaderKind.NONE ? "" : header.suffix()), 900);
                ByteBuf stream = Unpooled.buffer();
                framing.write(Frame.of(new byte[] {1, 2}), stream);
                framing.write(Frame.of(new byte[300]), stream);
                EmbeddedChannel whole = new EmbeddedChannel(new FrameCodec(framing));
                whole.writeInbound(stream.copy());
                EmbeddedChannel bytewise = new EmbeddedChannel(new FrameCodec(framing));
                for (byte b : bytes(stream)) {
                    bytewise.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
                }
                for (EmbeddedChannel channel : new EmbeddedChannel[] {whole, bytewise}) {
                    assertArrayEquals(
                            new byte[] {1, 2}, channel.<Frame>readInbound().payload(), length + header);
                    assertArrayEquals(
                            new byte[300], channel.<Frame>readInbound().payload(), length + header);
                    assertNull(channel.readInbound());
                }
            }
        }
    }

    @Test
    void twoMessagesInASegmentAreTwoFrames() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(Framing.named("length2", MAX)));
        channel.writeInbound(buffer("00 01 AA 00 02 BB CC 00"));
        assertArrayEquals(new byte[] {(byte) 0xAA}, channel.<Frame>readInbound().payload());
        assertArrayEquals(
                new byte[] {(byte) 0xBB, (byte) 0xCC},
                channel.<Frame>readInbound().payload());
        assertNull(channel.readInbound());
        assertTrue(channel.pipeline().get(FrameCodec.class).isMidFrame());
    }

    @Test
    void oneByteASegmentIsOneFrame() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(Framing.named("length2-tpdu", MAX)));
        byte[] bytes = bytes(buffer("00 07 60 12 34 56 78 AB CD"));
        for (byte b : bytes) {
            assertNull(channel.readInbound());
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
        }
        assertEquals("ABCD", upper(channel.<Frame>readInbound().payload()));
        assertTrue(!channel.pipeline().get(FrameCodec.class).isMidFrame());
    }

    @Test
    void nothingIsReadAfterTheStreamIsLost() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(Framing.named("length2", MAX)));
        DecoderException thrown =
                assertThrows(DecoderException.class, () -> channel.writeInbound(buffer("00 01 AA FF FF 00 01 BB")));
        assertInstanceOf(FramingException.class, thrown.getCause());
        assertEquals("AA", upper(channel.<Frame>readInbound().payload()));
        channel.writeInbound(buffer("00 01 CC"));
        assertNull(channel.readInbound());
    }

    private static ByteBuf buffer(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }

    private static String upper(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}

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
            """)
    void aFrameIsCut(String framing, String bytes, String header, String payload) throws FramingException {
        Frame frame = Framing.named(framing, MAX).read(buffer(bytes)).orElseThrow();
        assertAll(
                () -> assertEquals(header == null ? "" : header, upper(frame.header())),
                () -> assertEquals(payload, upper(frame.payload())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            length2      | 00
            length2      | 00 05 AB
            length2      | 03 E8 AB
            length2-tpdu | 00 07
            length2-tpdu | 00 07 60 12 34 56 78 AB
            """)
    void moreIsAwaitedAndNothingTaken(String framing, String bytes) throws FramingException {
        ByteBuf in = buffer(bytes);
        assertTrue(Framing.named(framing, MAX).read(in).isEmpty());
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
            """)
    void aStreamThatCannotBeTrusted(String framing, String bytes, String reason, String detail) {
        FramingException refused = assertThrows(
                FramingException.class, () -> Framing.named(framing, MAX).read(buffer(bytes)));
        assertAll(() -> assertEquals(reason, refused.reason()), () -> assertEquals(detail, refused.getMessage()));
    }

    @ParameterizedTest
    @CsvSource({"length2", "length2-tpdu"})
    void lengthZeroIsAKeepAliveBothWays(String name) throws FramingException {
        Framing framing = Framing.named(name, MAX);
        assertTrue(framing.read(buffer("00 00")).orElseThrow().isKeepAlive());
        ByteBuf out = Unpooled.buffer();
        framing.write(Frame.KEEP_ALIVE, out);
        assertEquals("0000", HexFormat.of().formatHex(bytes(out)));
    }

    @Test
    void theAnswerGoesBackWhereTheRequestCameFrom() {
        Frame request = new Frame(HexFormat.of().parseHex("6012345678"), new byte[] {1});
        Frame answer = request.answer(new byte[] {2});
        ByteBuf out = Unpooled.buffer();
        new Framing(5, MAX).write(answer, out);
        assertEquals("0006605678123402", HexFormat.of().formatHex(bytes(out)));
        assertEquals("6012345678", HexFormat.of().formatHex(request.header()));
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        ByteBuf out = Unpooled.buffer();
        Framing plain = new Framing(0, 10);
        assertAll(
                () -> assertThrows(IllegalArgumentException.class, () -> plain.write(Frame.of(new byte[11]), out)),
                () -> assertThrows(
                        IllegalArgumentException.class, () -> new Framing(5, 20).write(Frame.of(new byte[3]), out)),
                () -> assertEquals(0, out.readableBytes()));
    }

    @Test
    void limitsThatMakeNoSenseAreRefusedAtTheStart() {
        assertAll(
                () -> assertThrows(IllegalArgumentException.class, () -> new Framing(0, 0)),
                () -> assertThrows(IllegalArgumentException.class, () -> new Framing(0, 65_536)),
                () -> assertThrows(IllegalArgumentException.class, () -> new Framing(5, 5)),
                () -> assertThrows(IllegalArgumentException.class, () -> new Framing(4, 100)),
                () -> assertThrows(IllegalArgumentException.class, () -> Framing.named("length4", 100)));
    }

    @Test
    void twoMessagesInASegmentAreTwoFrames() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(new Framing(0, MAX)));
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
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(new Framing(5, MAX)));
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
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(new Framing(0, MAX)));
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

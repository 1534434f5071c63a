package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.host.BoxCryptogram;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.host.HostCommand;

/** What the simulator refuses as the box does, on the bare line and through the adapter. */
class HostRefusalTest {
    private static final byte[] CLEAR = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final MacKey KEY = new MacKey("zak.one");

    private static Boxed boxed;

    @BeforeAll
    static void start() {
        boxed = Boxed.of(1, true);
    }

    @AfterAll
    static void stop() {
        boxed.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            NC,                                NC, 00
            NO00,                              NO, 00
            B20004PING,                        B2, 00
            B20009PING,                        B2, 15
            B20004PINGPONG,                    B2, 15
            ZZ,                                ZZ, 68
            CC,                                CC, 15
            CCQ0123456789ABCDEF,               CC, 15
            BU021U0123456789ABCDEF0123456789ABCDEF;001, BU, 04
            BUFF1U0123456789ABCDEF0123456789ABCDEF;FFF, BU, 04
            KQ0,                               KQ, 15""")
    void onTheBareLine(String command, String code, String error) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", boxed.boxes.getFirst().port())) {
            socket.getOutputStream().write(framed("HEADER01" + command));
            var in = new DataInputStream(socket.getInputStream());
            String answer = new String(in.readNBytes(in.readUnsignedShort()), ISO_8859_1);
            assertEquals("HEADER01" + HostCommand.answerCode(code) + error, answer.substring(0, 12));
        }
    }

    private static byte[] framed(String message) {
        byte[] bytes = message.getBytes(ISO_8859_1);
        byte[] frame = new byte[bytes.length + 2];
        frame[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 2, bytes.length);
        return frame;
    }

    @Test
    void aKeyBlockOfAnotherUsage() {
        keep(lmk().block(BoxKey.ZPK, KeyAlgorithm.TDES2, CLEAR));
        assertEquals(Fault.USAGE, refused());
    }

    @Test
    void aVariantOfAnotherTypeHasBadParity() {
        keep(lmk().variant(BoxKey.ZPK, CLEAR));
        assertEquals(Fault.PARITY, refused());
    }

    @Test
    void aKeyWithBadParity() {
        byte[] even = CLEAR.clone();
        even[3] ^= 1;
        keep(lmk().block(BoxKey.ZAK, KeyAlgorithm.TDES2, even));
        assertEquals(Fault.PARITY, refused());
    }

    /** Each header byte that says what the key may do is under the authenticator. */
    @Test
    void aKeyBlockWithAnAlteredHeader() {
        String block = lmk().block(BoxKey.ZPK, KeyAlgorithm.TDES2, CLEAR);
        keep(block.replaceFirst("72T", "M3T"));
        assertEquals(Fault.NOT_AUTHENTIC, refused());
        String exportable = lmk().block(BoxKey.ZAK, KeyAlgorithm.TDES2, CLEAR);
        keep(exportable.replaceFirst("M3TC00E", "M3TC00S"));
        assertEquals(Fault.NOT_AUTHENTIC, refused());
    }

    @Test
    void aKeyOfAnotherMasterKey() {
        keep(new TestLmk("another").block(BoxKey.ZAK, KeyAlgorithm.TDES2, CLEAR));
        assertEquals(Fault.NOT_AUTHENTIC, refused());
    }

    private static TestLmk lmk() {
        return boxed.boxes.getFirst().lmk();
    }

    private static void keep(String text) {
        boxed.keys.put(new BoxCryptogram(KEY.label(), BoxKey.ZAK, Instant.now(), new Kcv("000000"), text));
    }

    private static Fault refused() {
        return assertThrows(HsmException.class, () -> boxed.hsm.mac(KEY, MacAlgorithm.RETAIL, CLEAR, 0, 8))
                .fault();
    }
}

package org.pointwork.emv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data of cryptograms as pyemv's vectors have it. */
class ApplicationCryptogramTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String VISA = "A0000000031010";
    private static final String MASTERCARD = "A0000000041010";
    private static final String COMMON = "0000000040000000000000000124800004800001241911050152BF45851800001C";

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = """
            A0000000031010, 06010A03A06010,                        VISA_10,  03A06010
            A0000000031010, 06010A03A06010 0F02,                   VISA_10,  03A06010
            A0000000031010, 06011203A0B800,                        VISA_18,  06011203A0B800
            A0000000031010, 1F2201A000000000560000000000000000000000000000000000000000000000, VISA_22, 1F2201A000000000560000000000000000000000000000000000000000000000
            A0000000041010, 0110A00003220000000000000000000000FF,  MCHIP_16, A00003220000
            A0000000041010, 0111A00003220000000000000000000322FF,  MCHIP_17, A0000322000000000000000322FF
            A0000000041010, 0114A00003220000000000000000000000FF,  MCHIP_20, A00003220000
            A0000000041010, 0115A00003220000000000000000000322FF,  MCHIP_21, A0000322000000000000000322FF
            """)
    void issuerDataSaysTheVersion(String application, String issuerData, CryptogramForm form, String part)
            throws TlvException {
        var chip = chip(application, issuerData.replace(" ", ""));
        var cryptogram = ApplicationCryptogram.of(chip);
        assertEquals(form, cryptogram.form());
        assertEquals(COMMON + part, HEX.formatHex(cryptogram.data()));
        assertEquals(0x1C, cryptogram.atc());
        assertEquals(1, cryptogram.sequence());
        assertEquals("52BF4585", HEX.formatHex(cryptogram.unpredictable()));
        assertEquals("29CCA15AE665FA2E", HEX.formatHex(cryptogram.cryptogram()));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(textBlock = """
            A0000000031010, 06010B03A06010,                 tag 9F10: VISA has no cryptogram version 0B here
            A0000000041010, 010AA00003220000,               tag 9F10: MASTERCARD has no cryptogram version 0A here
            A0000000031010, 06010A03,                       tag 9F10: has 7 to 32 bytes
            A0000000041010, 0111A000032200000000,           tag 9F10: has 18 bytes at least for MCHIP_17
            A0000000651010, 06010A03A06010,                 tag 84: of no scheme known here
            """)
    void whatIsNotKnownIsNamed(String application, String issuerData, String message) {
        var chip = chip(application, issuerData);
        assertEquals(
                message,
                assertThrows(TlvException.class, () -> ApplicationCryptogram.of(chip))
                        .getMessage());
    }

    @Test
    void everyObjectIsNeededButTheOtherAmountAndTheSequence() throws TlvException {
        var whole = chip(VISA, "06010A03A06010").objects();
        for (Tlv without : whole) {
            var chip = new ChipData(whole.stream()
                    .filter(object -> object.tag() != without.tag())
                    .toList());
            if (without.tag() == Tag.OTHER_AMOUNT || without.tag() == Tag.PAN_SEQUENCE) {
                assertEquals(37, ApplicationCryptogram.of(chip).data().length);
            } else {
                var refused = assertThrows(TlvException.class, () -> ApplicationCryptogram.of(chip));
                assertEquals("tag %X: is missing".formatted(without.tag()), refused.getMessage());
            }
        }
    }

    @Test
    void everyLengthIsLookedAt() {
        var whole = chip(MASTERCARD, "0110A00003220000000000000000000000FF").objects();
        IntStream.range(0, whole.size())
                .filter(i ->
                        whole.get(i).tag() != Tag.APPLICATION && whole.get(i).tag() != Tag.ISSUER_DATA)
                .forEach(i -> {
                    var longer = new ArrayList<>(whole);
                    longer.set(
                            i, new Tlv(whole.get(i).tag(), new byte[whole.get(i).value().length + 1]));
                    var refused =
                            assertThrows(TlvException.class, () -> ApplicationCryptogram.of(new ChipData(longer)));
                    assertEquals("%X".formatted(whole.get(i).tag()), refused.tag());
                });
    }

    @Test
    void aPinChangeIsPutTogetherAsPyemvDoes() throws TlvException {
        var cryptogram = ApplicationCryptogram.of(chip(VISA, "06010A03A06010"));
        var command = ScriptCommand.changePin(HEX.parseHex("BB221AF527377A2811D2B6EBC396A939"), false);
        assertEquals(
                "8424000218001C29CCA15AE665FA2EBB221AF527377A2811D2B6EBC396A939",
                HEX.formatHex(command.authenticated(cryptogram)));
        byte[] whole = command.with(HEX.parseHex("1A965A5CB2CE62DA"));
        assertEquals("8424000218BB221AF527377A2811D2B6EBC396A9391A965A5CB2CE62DA", HEX.formatHex(whole));
        var script = ScriptCommand.script(ScriptCommand.Phase.AFTER, new byte[4], List.of(whole));
        assertEquals("72269F180400000000" + "861D" + HEX.formatHex(whole), HEX.formatHex(Tlv.encode(List.of(script))));
        assertEquals(
                "8418000008",
                HEX.formatHex(ScriptCommand.unblockApplication().with(new byte[8]))
                        .substring(0, 10));
        assertEquals(
                "8424000008",
                HEX.formatHex(ScriptCommand.unblockPin().with(new byte[8])).substring(0, 10));
    }

    @Test
    void theAnswerIsTag91() {
        var first = IssuerAnswer.method1(HEX.parseHex("28993816AFAE4AEB"), HEX.parseHex("3030"));
        assertArrayEquals(HEX.parseHex("910A28993816AFAE4AEB3030"), Tlv.encode(List.of(first)));
        var second = IssuerAnswer.method2(HEX.parseHex("9AF514C1"), new byte[4], new byte[0]);
        assertArrayEquals(HEX.parseHex("91089AF514C100000000"), Tlv.encode(List.of(second)));
    }

    private static ChipData chip(String application, String issuerData) {
        return new ChipData(List.of(
                tlv(0x84, application),
                tlv(0x5F34, "01"),
                tlv(0x9F26, "29CCA15AE665FA2E"),
                tlv(0x9F10, issuerData),
                tlv(0x9F37, "52BF4585"),
                tlv(0x9F36, "001C"),
                tlv(0x95, "8000048000"),
                tlv(0x9A, "191105"),
                tlv(0x9C, "01"),
                tlv(0x9F02, "000000004000"),
                tlv(0x5F2A, "0124"),
                tlv(0x82, "1800"),
                tlv(0x9F1A, "0124"),
                tlv(0x9F03, "000000000000")));
    }

    private static Tlv tlv(int tag, String value) {
        return new Tlv(tag, HEX.parseHex(value));
    }
}

package org.pointwork.hsm.conformance;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;

/**
 * One transaction of one card as pyemv's tests and its vectors have it, all under the same three issuer keys and PAN.
 *
 * @param data what the cryptogram is over
 * @param unlock header of a command without data
 * @param pinHeader header of the command that sets PIN 9999
 */
record ChipSample(
        String name,
        CryptogramVersion version,
        String unpredictable,
        String data,
        String cryptogram,
        ChipAnswer answer,
        String answered,
        String unlock,
        String unlockMac,
        String pinHeader,
        String pinData,
        String pinMac) {

    private static final HexFormat HEX = HexFormat.of();
    private static final String VISA = "0000000040000000000000000124800004800001241911050152BF45851800001C";
    private static final String MCHIP = "00000000999900000000000001248000000000012420990600ABCDEF121800001C";
    private static final ChipAnswer APPROVED = new ChipAnswer.Method1(hex("3030"));
    private static final ChipAnswer UPDATE = new ChipAnswer.Method2(new byte[4], new byte[0]);
    private static final ChipAnswer MASTERCARD = new ChipAnswer.Method1(hex("0010"));

    static final ChipCard CARD = new ChipCard("1234567890123456".getBytes(StandardCharsets.US_ASCII), 0, Option.A);
    static final int ATC = 0x1C;

    static List<ChipSample> all() {
        return List.of(
                visa("CVN 10", CryptogramVersion.VISA_10, "03A06010", "29CCA15AE665FA2E", APPROVED, "28993816AFAE4AEB")
                        .scripts("DB56BA60087CEFD3", "BB221AF527377A2811D2B6EBC396A939", "1A965A5CB2CE62DA"),
                visa("CVN 18", CryptogramVersion.VISA_18, "06011203A0B800", "7A788EA6B8A3E733", UPDATE, "9AF514C1")
                        .scripts("04EDE90BC24CC35E", "BB221AF527377A2811D2B6EBC396A939", "1A22B480EF312F40"),
                visa("CVN 22", CryptogramVersion.VISA_22, "06011203A0B800", "7A788EA6B8A3E733", UPDATE, "9AF514C1")
                        .scripts("", "1B2943BED3D298F9C75848D17317CD1D", "25B70F7E26613E5F"),
                mchip("CVN 16", CryptogramVersion.MCHIP, "", "24CCF3DEE3158C70", "73F6BBF389A6586C")
                        .scripts("ED0AB162BAB1DE61", "00859B8FE53F316D", "EB4B64C36BF88E39"),
                mchip("CVN 17", CryptogramVersion.MCHIP, "00000000000322FF", "EAE8A620A75648D8", "29CF11FBDB9CA650")
                        .scripts("4D1858456CD0F22A", "8661C474E4940A43", "78390C64CB96756E"),
                mchip("CVN 20", CryptogramVersion.MCHIP_COMMON, "", "CD29615D6452E70E", "DFD0956606B68D64")
                        .scripts("01C0F0DFBF6AA230", "7647E71F85AA6A35", "AE4B4E838666773D"),
                mchip(
                                "CVN 21",
                                CryptogramVersion.MCHIP_COMMON,
                                "00000000000322FF",
                                "C30E54BE496CF5E5",
                                "4F51F9CC63CE8B3C")
                        .scripts("5E89E990C51CEE94", "D9F5896BE8E283C6", "82264E1D32DF1D51"));
    }

    private static ChipSample visa(
            String name,
            CryptogramVersion version,
            String issuerData,
            String cryptogram,
            ChipAnswer answer,
            String answered) {
        return new ChipSample(
                name,
                version,
                "52BF4585",
                VISA + issuerData,
                cryptogram,
                answer,
                answered,
                "8418000008",
                "",
                "8424000218",
                "",
                "");
    }

    private static ChipSample mchip(
            String name, CryptogramVersion version, String counters, String cryptogram, String answered) {
        String data = MCHIP + "A00003220000" + counters;
        return new ChipSample(
                name,
                version,
                "ABCDEF12",
                data,
                cryptogram,
                MASTERCARD,
                answered,
                "8424000008",
                "",
                "8424000210",
                "",
                "");
    }

    private ChipSample scripts(String ofUnlock, String ofPin, String macOfPin) {
        return new ChipSample(
                name,
                version,
                unpredictable,
                data,
                cryptogram,
                answer,
                answered,
                unlock,
                ofUnlock,
                pinHeader,
                ofPin,
                macOfPin);
    }

    ChipRequest request() {
        return request(cryptogram);
    }

    ChipRequest request(String otherCryptogram) {
        return new ChipRequest(version, ATC, hex(unpredictable), hex(data), hex(otherCryptogram));
    }

    /** A command as it is authenticated: counter and cryptogram between header and data. */
    byte[] command(String header, String commandData) {
        return hex(header + "001C" + cryptogram + commandData);
    }

    static byte[] hex(String digits) {
        return HEX.parseHex(digits);
    }
}

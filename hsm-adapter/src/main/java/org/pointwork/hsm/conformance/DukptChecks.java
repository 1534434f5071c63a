package org.pointwork.hsm.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.pointwork.hsm.Capability.*;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;

/**
 * DUKPT against the examples of ANSI X9.24-1 and X9.24-3 B.1. Rows beyond those (counters of many ones, longer keys, PIN
 * blocks under AES) were made with Python's cryptography.
 */
final class DukptChecks {
    private static final BaseKey BASE = new BaseKey("conformance.bdk");
    private static final PinKey ZONE = new PinKey("conformance.zpk");
    private static final String TDES = "0123456789ABCDEFFEDCBA9876543210";
    private static final String ZONE_KEY = "89ABCDEF01234567FEDCBA987654321076543210FEDCBA98";
    private static final String AES = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
    private static final byte[] DATA = "4012345678909D987".getBytes(US_ASCII);

    /** One transaction under TDEA: PIN 1234 of 4012345678909, both MACs, data both ways. */
    private record Tdes(String ksn, String pin, String request, String response, String data, String dataBack) {}

    private static final Tdes[] TDES_ROWS = {
        new Tdes(
                "FFFF9876543210E00001",
                "1B9C1845EB993A7A",
                "9CCC78173FC4FB64",
                "20364223C1FF00FA",
                "FC0D53B7EA1FDA9EE68AAF2E70D9B9506229BE2AA993F04F",
                "1FCC89AF66222F27B903898BB2BC8589CDBFDE5EC6AFCC25"),
        new Tdes(
                "FFFF9876543210E00005",
                "5BC0AF22AD87B327",
                "0202B96339022058",
                "5CBE3E81D1D2A0FB",
                "9FD7BD1EC28845ACA93367A9DA9317BD555C6B33AE22D365",
                "7D4C109E49E83355A556AE949EED359F4404E7A2F0167C00"),
        new Tdes(
                "FFFF9876543210EFF001",
                "48D116F245C60B58",
                "2520618E7B7E20E0",
                "056068298DC3AF39",
                "AF4EEE40043DDBBE1D7A8D6F02156BC694197DCC6A6EB828",
                "154659AD67983DDC964D0A67CE3B8819EE1538F03F694962"),
        new Tdes(
                "FFFF9876543210FFF800",
                "DF824244BD9C2926",
                "C73AFC73169A82E8",
                "7A59FC3E9BA25B6E",
                "541CF8A69B85C40FDF907F2681BF00F4286F638CA71F77E2",
                "8E196745433C5DAB2805CD60D7659CDDC75BAD7AFE99D814"),
    };

    /** One transaction under AES: CMAC of a request, HMAC of a response, data of a request, PIN 1234 of 4111111111111111. */
    private record Aes(
            KeyAlgorithm algorithm, String key, String ksn, String cmac, String hmac, String data, String pin) {}

    private static final Aes[] AES_ROWS = {
        new Aes(
                KeyAlgorithm.AES128,
                AES,
                "123456789012345600000001",
                "A2EB5C1C35809E58",
                "DDE7CB7BDE05AC9A934919B5D94C37954F2376BAF5D45031A56FE74D94C4B64D",
                "E5AFA5B408A3310E3D779C8A9A2AE29448BD5B4232582090DB703AF647205A79",
                "2BA1DB65D74FD0FDC281510C03D722E9"),
        new Aes(
                KeyAlgorithm.AES128,
                AES,
                "123456789012345600015007",
                "9D78427E9A4F6F86",
                "1E39A71F192557AE020B3D5C769B52BCB2CD6DAF2EDA15E86550015A3197DDE3",
                "7C354D10DAE3C7AC2EFD1C1A4EBBE00CB762CC978ED4259DAD33E489565ADCA1",
                "B377B87C5C58A86F80801DC6C191F937"),
        new Aes(
                KeyAlgorithm.AES128,
                AES,
                "1234567890123456FFFF0000",
                "4DB1D808CD74BF3F",
                "0B46D6D6B67DB3C68C06856267ADBF018DFB34BB5580384389288A978274D9A2",
                "CC671A25CFD273388665017E1FCDFE67777C68E175D3A4D3EB1B863C6ED5B213",
                "D9A4FC7394E5B55ACFC16C1CC2B65EC3"),
        new Aes(
                KeyAlgorithm.AES192,
                AES + "0123456789ABCDEF",
                "123456789012345600000001",
                "A161A0716E45BDC5",
                "759A551FF21BD9C2D0247FD4457301BAADC4AE02B6A07C02934E09EAD36B668B",
                "696F609D4E036896DAE89BD231C871B4508B4A6F5D8AA3A3089F5DF11F773B0D",
                "05ECFB2C623CFF6BD3CEEE63AA889028"),
        new Aes(
                KeyAlgorithm.AES192,
                AES + "0123456789ABCDEF",
                "123456789012345600015007",
                "E6EFDEADDAC362FA",
                "EAD137D3D7187DD1728EFB01C6CE5EBF4AABC36521C54916E70EE449D91E0AA2",
                "63176E10CEF8F39D1D1DD3A879BD65EA383E1394CAF11383D967357AFCBE62CB",
                "8DC43F38689081647ECF142EA563CB79"),
        new Aes(
                KeyAlgorithm.AES192,
                AES + "0123456789ABCDEF",
                "1234567890123456FFFF0000",
                "C9A2E3CAC5BBBA35",
                "4C749E4A899E5C0B07F8E17C01BD58DF2730FAFBB83EA1968AE35BF12D43F352",
                "8C6AE6AC9F8D6E7D5CAC499D13D52C484E543B43B9328F2E3EA185BA76E86B62",
                "B8D154C19D4FF31EA8F69922F069CF07"),
        new Aes(
                KeyAlgorithm.AES256,
                AES + "FEDCBA9876543210F1F1F1F1F1F1F1F1",
                "123456789012345600000001",
                "B2072B93EACB70AF",
                "0C6BFF0296E3BD1892B0E6A63FC14A0547E184533E0172979F9B0F7E12C7441D",
                "A3F8560CC7E0E0CB9DAE191E0FE182E1C86D658366564448B5DB6499313F7BFF",
                "553C0F03138996DA6126EC5643A04AF4"),
        new Aes(
                KeyAlgorithm.AES256,
                AES + "FEDCBA9876543210F1F1F1F1F1F1F1F1",
                "123456789012345600015007",
                "2F82ED1186E5D4F0",
                "785C967769D71834BDC90D71667C80E2FD5DBEC939025B2937DBFDE7B072B58F",
                "F6BC2CDC62D7621E6AB50D6A71E32CD4A0A4A736FE99CA33DAA1FCA72CA70A88",
                "B806A1521B65EC76705AC9A4B019EC1C"),
        new Aes(
                KeyAlgorithm.AES256,
                AES + "FEDCBA9876543210F1F1F1F1F1F1F1F1",
                "1234567890123456FFFF0000",
                "3232EF9E1143B969",
                "7A1B4665A68D9C44B9A2F690BE6FBCB57153DCFE774E6B44C780F634496A658C",
                "D07E4D3A27DA025958367F3ED3F355188247F80CF0905BD4320A5AB0D95917C4",
                "363933F2DEEE2E4E8A9376544BA9FED9"),
    };

    private DukptChecks() {}

    static Stream<Check> all() {
        return Stream.of(
                        Arrays.stream(TDES_ROWS).flatMap(DukptChecks::tdes),
                        Arrays.stream(AES_ROWS).flatMap(DukptChecks::aes),
                        refusals())
                .flatMap(checks -> checks);
    }

    private static Stream<Check> tdes(Tdes row) {
        return Stream.of(
                new Check(PIN_DUKPT_TDES, row.ksn, subject -> {
                    load(subject, KeyAlgorithm.TDES2, TDES);
                    translated(subject, row.ksn, PinFormat.ISO_0, row.pin, "4012345678909", "98815DD6BBE16623");
                }),
                new Check(MAC_DUKPT_TDES, row.ksn, subject -> {
                    load(subject, KeyAlgorithm.TDES2, TDES);
                    mac(subject, row.ksn, Way.REQUEST, MacAlgorithm.RETAIL, row.request);
                }),
                new Check(DATA_DUKPT_TDES, row.ksn, subject -> {
                    load(subject, KeyAlgorithm.TDES2, TDES);
                    data(subject, row.ksn, Way.REQUEST, row.data);
                }),
                new Check(DUKPT_TDES_RESPONSE, row.ksn, subject -> {
                    load(subject, KeyAlgorithm.TDES2, TDES);
                    mac(subject, row.ksn, Way.RESPONSE, MacAlgorithm.RETAIL, row.response);
                    data(subject, row.ksn, Way.RESPONSE, row.dataBack);
                }));
    }

    private static Stream<Check> aes(Aes row) {
        var name = row.algorithm + " " + row.ksn;
        return Stream.of(
                new Check(PIN_DUKPT_AES, name, subject -> {
                    load(subject, row.algorithm, row.key);
                    translated(subject, row.ksn, PinFormat.ISO_4, row.pin, "4111111111111111", "F020079306B1E9EF");
                }),
                new Check(MAC_DUKPT_AES, name, subject -> {
                    load(subject, row.algorithm, row.key);
                    mac(subject, row.ksn, Way.REQUEST, MacAlgorithm.CMAC, row.cmac);
                }),
                new Check(MAC_DUKPT_AES, name + ", HMAC", subject -> {
                    load(subject, row.algorithm, row.key);
                    mac(subject, row.ksn, Way.RESPONSE, MacAlgorithm.HMAC_SHA256, row.hmac);
                }),
                new Check(DATA_DUKPT_AES, name, subject -> {
                    load(subject, row.algorithm, row.key);
                    data(subject, row.ksn, Way.REQUEST, row.data);
                }));
    }

    private static Stream<Check> refusals() {
        return Stream.of(
                refused(Fault.FORMAT, "FFFF9876543210E00000", MacAlgorithm.RETAIL, "no transaction yet"),
                refused(Fault.FORMAT, "FFFF9876543210FFFC01", MacAlgorithm.RETAIL, "a counter of 11 ones"),
                refused(
                        Fault.ALGORITHM,
                        "123456789012345600000001",
                        MacAlgorithm.CMAC,
                        "the serial number of an AES pad"),
                refused(Fault.ALGORITHM, "FFFF9876543210E00001", MacAlgorithm.CMAC, "a MAC of AES DUKPT"),
                refused(Fault.ALGORITHM, "FFFF9876543210E00001", MacAlgorithm.HMAC_SHA256, "a MAC of AES DUKPT"),
                refusedAes(Fault.FORMAT, "123456789012345600000000", MacAlgorithm.CMAC, "no transaction yet"),
                refusedAes(Fault.FORMAT, "1234567890123456FFFF8000", MacAlgorithm.CMAC, "a counter of 17 ones"),
                refusedAes(Fault.ALGORITHM, "FFFF9876543210E00001", MacAlgorithm.RETAIL, "that of a TDEA pad"),
                refusedAes(Fault.ALGORITHM, "123456789012345600000001", MacAlgorithm.RETAIL, "a MAC of TDEA DUKPT"),
                new Check(DATA_DUKPT_AES, "half a block is refused", subject -> {
                    load(subject, KeyAlgorithm.AES128, AES);
                    var key = key("123456789012345600000001", Way.REQUEST);
                    Differs.unlessRefused(Fault.LENGTH, () -> subject.hsm().encrypt(key, new byte[24]));
                    Differs.unlessRefused(Fault.LENGTH, () -> subject.hsm().decrypt(key, new byte[0]));
                }),
                new Check(DATA_DUKPT_TDES, "half a block is refused", subject -> {
                    load(subject, KeyAlgorithm.TDES2, TDES);
                    var key = key("FFFF9876543210E00001", Way.REQUEST);
                    Differs.unlessRefused(Fault.LENGTH, () -> subject.hsm().encrypt(key, new byte[12]));
                    Differs.unlessRefused(Fault.LENGTH, () -> subject.hsm().decrypt(key, new byte[0]));
                }));
    }

    private static Check refused(Fault fault, String ksn, MacAlgorithm mac, String what) {
        return new Check(MAC_DUKPT_TDES, what + " is refused", subject -> {
            load(subject, KeyAlgorithm.TDES2, TDES);
            Differs.unlessRefused(fault, () -> subject.hsm().mac(key(ksn, Way.REQUEST), mac, DATA, 0, DATA.length));
        });
    }

    private static Check refusedAes(Fault fault, String ksn, MacAlgorithm mac, String what) {
        return new Check(MAC_DUKPT_AES, what + " is refused", subject -> {
            load(subject, KeyAlgorithm.AES128, AES);
            Differs.unlessRefused(fault, () -> subject.hsm().mac(key(ksn, Way.REQUEST), mac, DATA, 0, DATA.length));
        });
    }

    private static void load(Subject subject, KeyAlgorithm algorithm, String base) {
        subject.load(BASE, algorithm, hex(base));
        subject.load(ZONE, KeyAlgorithm.TDES3, hex(ZONE_KEY));
    }

    private static DukptKey key(String ksn, Way way) {
        return new DukptKey(BASE, new Ksn(ksn), way);
    }

    private static void translated(
            Subject subject, String ksn, PinFormat format, String block, String pan, String expected) {
        byte[] panDigits = pan.getBytes(US_ASCII);
        Differs.unlessEqual(
                hex(expected),
                subject.hsm()
                        .translatePin(key(ksn, Way.REQUEST), format, ZONE, PinFormat.ISO_0, hex(block), panDigits));
    }

    private static void mac(Subject subject, String ksn, Way way, MacAlgorithm mac, String expected) {
        var key = key(ksn, way);
        Differs.unlessEqual(hex(expected), subject.hsm().mac(key, mac, DATA, 0, DATA.length));
        Differs.unlessEqual(true, subject.hsm().verifyMac(key, mac, DATA, 0, DATA.length, hex(expected)));
    }

    private static void data(Subject subject, String ksn, Way way, String expected) {
        var key = key(ksn, way);
        byte[] clear = Arrays.copyOf(DATA, expected.length() / 2);
        Differs.unlessEqual(hex(expected), subject.hsm().encrypt(key, clear));
        Differs.unlessEqual(clear, subject.hsm().decrypt(key, hex(expected)));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}

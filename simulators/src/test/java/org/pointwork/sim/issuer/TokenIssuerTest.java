package org.pointwork.sim.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.PosClient;
import org.pointwork.sim.pos.PosMessages;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.wire.MacSeal;
import org.pointwork.sim.wire.TokenFolder;

/** MAC and PIN on a real token, the way a switch sends them. */
class TokenIssuerTest {
    private static final Path UNPACKED = Path.of(System.getProperty("user.home"), ".cache", "pointwork", "softhsm");
    private static final MacKey MAC_KEY = new MacKey("zak.issuer-demo");
    private static final PinKey PIN_KEY = new PinKey("zpk.issuer-demo");

    @Test
    void judgesMacAndPin() throws Exception {
        Path folder = TokenFolder.get();
        try (Pkcs11Hsm hsm = Pkcs11Hsm.open(token(folder));
                IssuerSim issuer = IssuerSim.start(IssuerConfig.ANY_PORTS, Optional.of(hsm), Optional.of(hsm));
                PosClient link = PosClient.open(
                        Door.ascii(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), issuer.primaryPort()),
                        TerminalKeys.NONE)) {
            MacSeal seal = new MacSeal(hsm, MAC_KEY);
            IsoCodec codec = new IsoCodec(Dialect.ISO87_ASCII);
            CardMessage right = withPin(hsm, "1234");
            CardMessage answer = exchange(link, right, seal.sealed(codec, right));
            assertEquals("00", answer.responseCode());
            assertTrue(seal.genuine(codec, codec.encode(answer), answer));
            CardMessage wrong = withPin(hsm, "4321");
            assertEquals("55", exchange(link, wrong, seal.sealed(codec, wrong)).responseCode());
        }
    }

    private static Pkcs11Config token(Path folder) {
        char[] pin = "73912846".toCharArray();
        Pkcs11Config config = Pkcs11Config.of(softHsm(folder, pin).module(), "issuer", TokenPin.of(pin));
        try (KeyLoader loader = KeyLoader.open(config)) {
            loader.generateKey(MAC_KEY, KeyAlgorithm.TDES2);
            loader.generateKey(PIN_KEY, KeyAlgorithm.TDES2);
        }
        return config;
    }

    private static SoftHsm softHsm(Path folder, char[] pin) {
        try {
            SoftHsm softHsm = SoftHsm.prepare(folder, UNPACKED);
            softHsm.ensureToken("issuer", "88442211".toCharArray(), pin);
            return softHsm;
        } catch (HsmException e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    private static CardMessage withPin(Pkcs11Hsm hsm, String pin) {
        CardMessage request = PosMessages.demo().purchase(PosMessages.DEMO_PAN, 12_300);
        byte[] pinDigits = pin.getBytes(StandardCharsets.US_ASCII);
        byte[] block = hsm.encipherPin(PIN_KEY, pinDigits, PosMessages.DEMO_PAN.getBytes(StandardCharsets.US_ASCII));
        return request.with(request.fields().edit().set(52, block).done());
    }

    private static CardMessage exchange(PosClient link, CardMessage request, byte[] packed) {
        var answer = link.expect(request);
        link.write(link.framed(packed));
        return PosClient.await(answer, Duration.ofSeconds(5)).orElseThrow();
    }
}

package org.pointwork.sim.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.wire.MacSeal;
import org.pointwork.sim.wire.SoftwareHsm;

class PosClientTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final SoftwareHsm hsm = new SoftwareHsm();
    private final TerminalKeys keys = TerminalKeys.of(Optional.of(hsm), Optional.of(hsm));
    private final MacSeal seal = new MacSeal(hsm, new MacKey("tak.demo"));
    private final PosMessages messages = PosMessages.demo();

    @Test
    void speaksBcdWithTpduAndMac() throws IOException {
        IsoCodec codec = new IsoCodec(Dialect.ISO87_BCD);
        try (EchoHost host = new EchoHost(Door.bcd(), Optional.empty(), payload -> judged(codec, payload));
                PosClient client = PosClient.open(Door.bcd(), host.address(), keys)) {
            CardMessage request = messages.purchase("5200000000000031", 12_300);
            CardMessage answer = client.request(request, SOON).orElseThrow();
            assertEquals("00", answer.responseCode());
            assertEquals(request.trace().matchKey(), answer.trace().matchKey());

            CardMessage spoilt = messages.purchase("5200000000000031", 100);
            var refused = client.expect(spoilt);
            client.write(client.bytes(spoilt, Sealing.BAD));
            assertEquals("63", PosClient.await(refused, SOON).orElseThrow().responseCode());
        }
    }

    @Test
    void distrustsAnAnswerWithAWrongMac() throws IOException {
        IsoCodec codec = new IsoCodec(Dialect.ISO87_BCD);
        UnaryOperator<byte[]> spoiling = payload -> {
            byte[] answer = judged(codec, payload);
            answer[answer.length - 1] ^= 1;
            return answer;
        };
        try (EchoHost host = new EchoHost(Door.bcd(), Optional.empty(), spoiling);
                PosClient client = PosClient.open(Door.bcd(), host.address(), keys)) {
            var failure = assertThrows(IllegalStateException.class, () -> client.request(messages.echo(), SOON));
            assertEquals("the answer's MAC is wrong", failure.getMessage());
        }
    }

    @Test
    void shakesHandsWithBothSidesKnown(@TempDir Path folder) throws Exception {
        TlsFiles files = selfSigned(folder);
        IsoCodec codec = new IsoCodec(Dialect.ISO87_ASCII);
        Door door = Door.tls(files);
        try (EchoHost host = new EchoHost(door, Optional.of(server(files)), payload -> approved(codec, payload));
                PosClient client = PosClient.open(door, host.address(), TerminalKeys.NONE)) {
            CardMessage purchase = messages.purchase(PosMessages.DEMO_PAN, 100);
            assertTrue(client.request(purchase, SOON).orElseThrow().approves());
        }
    }

    @Test
    void saysWhatItLacks() {
        TerminalKeys none = TerminalKeys.NONE;
        assertThrows(IllegalStateException.class, () -> none.pinBlock("1234", PosMessages.DEMO_PAN));
        assertEquals(8, keys.pinBlock("1234", PosMessages.DEMO_PAN).length);
    }

    private byte[] judged(IsoCodec codec, byte[] payload) {
        try {
            CardMessage request = codec.decode(payload);
            boolean genuine = seal.genuine(codec, payload, request);
            return seal.sealed(codec, request.answer(genuine ? "00" : "63"));
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] approved(IsoCodec codec, byte[] payload) {
        try {
            return codec.encode(codec.decode(payload).answer("00"));
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One key for both ends, trusted because it is there. */
    private static TlsFiles selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("both.p12");
        Path password = Files.writeString(folder.resolve("password"), "changeit\n");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "both",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=demo",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertEquals(0, keytool.waitFor());
        return new TlsFiles(store, store, password);
    }

    private static SslContext server(TlsFiles files) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.keyStore())) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        return SslContextBuilder.forServer(keys)
                .trustManager(trusted)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
    }
}

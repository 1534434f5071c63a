package org.pointwork.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.services.TlsMaterial;
import org.pointwork.bench.site.FastIssuer;
import org.pointwork.bench.site.FrameServer;
import org.pointwork.bench.site.IssuerProcess;
import org.pointwork.sim.pos.TlsFiles;

/** Against the benchmark's issuer behind mutual TLS. */
class CrowdTest {
    @TempDir
    private Path folder;

    @Test
    void each_terminal_asks_once_and_hears_its_answer() throws Exception {
        TlsMaterial tls = TlsMaterial.ensure(folder);
        SslContext server = server(tls);
        try (FrameServer issuer = new FrameServer()) {
            int port = issuer.listen(0, () -> new BehindTls(server));
            try (Crowd crowd = new Crowd(port, 20, new TlsFiles(tls.client(), tls.trust(), tls.password()).context())) {
                crowd.connect();
                CrowdResult result = crowd.ask(Duration.ofSeconds(30));
                assertEquals(20, result.approved());
                assertEquals(Map.of(), result.refused());
                assertEquals(0, result.unanswered() + result.dropped());
                assertEquals(20, result.latency().count());
            }
        }
    }

    private static SslContext server(TlsMaterial tls) throws Exception {
        char[] password = Files.readString(tls.password()).strip().toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(tls.server().toFile(), password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(tls.trust().toFile(), password));
        return SslContextBuilder.forServer(keys)
                .trustManager(trust)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
    }

    /** Puts TLS before the frames, and the issuer behind them. */
    private static final class BehindTls extends ChannelInboundHandlerAdapter {
        private final SslContext context;

        BehindTls(SslContext context) {
            this.context = context;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            added.pipeline().addFirst(context.newHandler(added.alloc()));
            added.pipeline().addLast(new IssuerProcess.Desk(new FastIssuer(Optional.empty())));
            added.pipeline().remove(this);
        }
    }
}

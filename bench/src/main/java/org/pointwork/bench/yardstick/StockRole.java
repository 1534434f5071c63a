package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.services.DatabaseLogin;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FrameServer;
import org.pointwork.bench.yardstick.stock.StockProcess;

/** The stock switch's process. */
final class StockRole {
    private static final String CONNECTIONS = "32";
    private static final List<String> DEPLOYED = List.of(
            "00_logger.xml",
            "10_database.xml",
            "20_issuer-channel.xml",
            "21_issuer-mux.xml",
            "30_txnmgr.xml",
            "40_server.xml");

    private StockRole() {}

    static Role of(Place place, DatabaseLogin login, String database, int port, int issuerPort) throws IOException {
        Map<String, String> environment = Map.of(
                "STOCK_PORT",
                Integer.toString(port),
                "STOCK_DATABASE",
                login.url(database),
                "STOCK_PASSWORD_FILE",
                login.ownerPasswordFile().toString(),
                "STOCK_POOL",
                CONNECTIONS,
                Door.ISSUER.variable(),
                Integer.toString(issuerPort));
        return new Role(
                "bench-stock",
                StockProcess.class.getName(),
                List.of(deploy(place.var().resolve("stock-jpos").resolve("deploy"))
                        .toString()),
                List.of(place.jvmOptions()), // as the node has it
                environment,
                new Readiness.Line(FrameServer.READY));
    }

    private static Path deploy(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : DEPLOYED) {
            try (InputStream content = StockRole.class.getResourceAsStream("/stock-jpos/deploy/" + file)) {
                Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }
}

package org.pointwork.bench.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Ways into a server of {@link Database}.
 *
 * @param var where the passwords lie
 * @param port on 127.0.0.1
 */
public record DatabaseLogin(Path var, int port) {
    private static final String SUPERUSER = "postgres";

    /** As the role that the node works as. */
    public Connection owner(String database) throws IOException, SQLException {
        return connect(database, Database.NAME, ownerPasswordFile());
    }

    /** As the one who may do everything. */
    public Connection superuser() throws IOException, SQLException {
        return connect(SUPERUSER, SUPERUSER, var.resolve("db-superuser-password"));
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public Path ownerPasswordFile() {
        return var.resolve("db-password");
    }

    private Connection connect(String database, String role, Path passwordFile) throws IOException, SQLException {
        return DriverManager.getConnection(
                url(database), role, Files.readString(passwordFile).strip());
    }
}

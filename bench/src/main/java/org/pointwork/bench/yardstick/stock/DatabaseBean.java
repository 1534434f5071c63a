package org.pointwork.bench.yardstick.stock;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jpos.q2.QBeanSupport;
import org.jpos.util.NameRegistrar;

/** The pool that the participants share, and the table that they write. */
public final class DatabaseBean extends QBeanSupport {
    static final String NAME = "stock.database";

    /** As much of a request as the switch has to remember, with the same key that makes it unique as Pointwork's. */
    private static final String TABLE = """
            create table if not exists request (
                id              bigint generated always as identity primary key,
                received_at     timestamptz not null,
                mti             text not null,
                processing_code text not null,
                amount_minor    bigint not null,
                currency        text not null,
                pan_first6      text not null,
                pan_last4       text not null,
                transmitted_at  text not null,
                stan            text not null,
                local_time      text not null,
                local_date      text not null,
                acquirer_id     text not null,
                rrn             text not null,
                terminal_id     text not null,
                merchant_id     text not null,
                state           text not null,
                response_code   text not null,
                answered_at     timestamptz,
                unique (terminal_id, stan, local_date, local_time, acquirer_id, rrn, mti)
            )""";

    private HikariDataSource pool;

    @Override
    protected void initService() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(cfg.get("url"));
        config.setUsername(cfg.get("user"));
        config.setPassword(Files.readString(Path.of(cfg.get("password-file"))).strip());
        config.setMaximumPoolSize(cfg.getInt("pool"));
        config.setMinimumIdle(cfg.getInt("pool"));
        config.setConnectionTimeout(30_000);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        NameRegistrar.register(NAME, this);
    }

    @Override
    protected void destroyService() {
        NameRegistrar.unregister(NAME);
        pool.close();
    }

    static Connection connection() throws SQLException {
        DatabaseBean bean = NameRegistrar.getIfExists(NAME);
        if (bean == null) {
            throw new SQLException("there is no database");
        }
        return bean.pool.getConnection(); // each statement commits by itself
    }
}

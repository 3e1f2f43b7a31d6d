package pl.kartoteka.reliable;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens sessions to the database of the service, as the login of the service. */
final class OutboxSessions {
    private final DataSource database;

    OutboxSessions(DataSource database) {
        this.database = database;
    }

    /** The same database and login that the service reaches through R2DBC. */
    static OutboxSessions like(ConnectionFactoryOptions options) {
        var database = new PGSimpleDataSource();
        database.setServerNames(new String[]{required(options, ConnectionFactoryOptions.HOST)});
        if (options.getValue(ConnectionFactoryOptions.PORT) instanceof Integer port) {
            database.setPortNumbers(new int[]{port});
        }
        database.setDatabaseName(required(options, ConnectionFactoryOptions.DATABASE));
        database.setUser(required(options, ConnectionFactoryOptions.USER));
        if (options.getValue(ConnectionFactoryOptions.PASSWORD) instanceof CharSequence password) {
            database.setPassword(password.toString());
        }
        database.setApplicationName("outbox-relay");
        database.setTcpKeepAlive(true);
        database.setConnectTimeout(5);
        database.setLoginTimeout(10);
        database.setSocketTimeout(30);
        return new OutboxSessions(database);
    }

    OutboxSession open() throws SQLException {
        Connection connection = database.getConnection();
        try {
            return new OutboxSession(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String required(ConnectionFactoryOptions options, Option<String> option) {
        return String.valueOf(options.getRequiredValue(option));
    }
}

package pl.kartoteka.reliable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Opens sessions to the database of the service, as the login of the service. */
final class OutboxSessions {
    /** What says how a session is sealed, or who one is, in ways that a session of JDBC does not know. */
    private static final List<String> NOT_UNDERSTOOD = List.of("sslCert", "sslKey", "sslHostnameVerifier",
            "sslContextBuilderCustomizer", "channelBinding", "channelbinding", "socket");

    private final DataSource database;

    OutboxSessions(DataSource database) {
        this.database = database;
    }

    /** The same database and login that the service reaches through R2DBC, and as safely. */
    static OutboxSessions like(ConnectionFactoryOptions options) {
        return new OutboxSessions(database(options));
    }

    static PGSimpleDataSource database(ConnectionFactoryOptions options) {
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
        secure(database, options);
        database.setApplicationName("outbox-relay");
        database.setTcpKeepAlive(true);
        database.setConnectTimeout(5);
        database.setLoginTimeout(10);
        database.setSocketTimeout(30);
        return database;
    }

    /** Sealed and checked as the sessions of R2DBC are; where the relay cannot do the same, the service does not start. */
    private static void secure(PGSimpleDataSource database, ConnectionFactoryOptions options) {
        for (String option : NOT_UNDERSTOOD) {
            if (text(options, option) != null) {
                throw new IllegalStateException("r2dbc option: " + option
                        + " (expected: of those for TLS only sslMode, sslRootCert and sslNegotiation)");
            }
        }
        String asked = text(options, "sslMode", "sslmode");
        boolean tls = Boolean.parseBoolean(text(options, ConnectionFactoryOptions.SSL.name()));
        if (asked != null || tls) {
            SslMode mode = asked == null ? SslMode.VERIFY_FULL : mode(asked.toLowerCase(Locale.ROOT).replace('_', '-'));
            database.setSslMode(mode.value);
            String authorities = text(options, "sslRootCert");
            if (authorities != null) {
                database.setSslRootCert(authorities);
            } else if (mode.verifyCertificate()) {
                // As R2DBC does, and not a file in the home directory.
                database.setSslfactory(DefaultJavaSSLFactory.class.getName());
            }
        }
        String negotiation = text(options, "sslNegotiation", "sslnegotiation");
        if (negotiation != null) {
            database.setSslNegotiation(negotiation.toLowerCase(Locale.ROOT));
        }
    }

    private static SslMode mode(String asked) {
        return Stream.of(SslMode.values())
                .filter(mode -> mode.value.equals(asked))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("sslMode: " + asked + " (expected: one of "
                        + Stream.of(SslMode.values()).map(mode -> mode.value).toList() + ")"));
    }

    private static @Nullable String text(ConnectionFactoryOptions options, String... names) {
        for (String name : names) {
            Object value = options.getValue(Option.valueOf(name));
            if (value != null) {
                return value.toString();
            }
        }
        return null;
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

package pl.kartoteka.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where a PostgreSQL server answers and as whom it is administered.
 *
 * @param host     name or address
 * @param port     TCP port
 * @param user     a superuser
 * @param password its password
 */
public record PostgresAddress(String host, int port, String user, String password) {
    /** The JDBC address of a database on this server, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** The R2DBC address of a database on this server, without credentials. */
    public String r2dbcUrl(String database) {
        return "r2dbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** A new connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user, password);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}

package pl.kartoteka.test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.core.env.Environment;

/** Looks for what should have been erased in every column of every table of a service's database. */
public final class PersonalTraces {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private PersonalTraces() {}

    /**
     * The tables that still mention one of the markers; empty as soon as none does. Waits a while for what is on its way
     * out, above all for the outbox.
     */
    public static List<String> left(Environment settings, Collection<String> markers) {
        try {
            return Awaitility.await().atMost(PATIENCE).until(() -> find(settings, markers), List::isEmpty);
        } catch (ConditionTimeoutException _) {
            return find(settings, markers);
        }
    }

    /** The tables that mention one of the markers now. */
    public static List<String> find(Environment settings, Collection<String> markers) {
        try (Connection connection = DriverManager.getConnection(
                settings.getRequiredProperty("spring.flyway.url"),
                settings.getRequiredProperty("spring.flyway.user"),
                settings.getRequiredProperty("spring.flyway.password"))) {
            var found = new ArrayList<String>();
            for (String table : tables(connection)) {
                for (String marker : markers) {
                    if (mentions(connection, table, marker)) {
                        found.add(table);
                    }
                }
            }
            return found.stream().distinct().toList();
        } catch (SQLException e) {
            throw new AssertionError("the database cannot be searched", e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema')""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** As text, in any column; bytes are written in hex. */
    private static boolean mentions(Connection connection, String table, String marker) throws SQLException {
        String hex = HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8));
        try (var statement = connection.prepareStatement(
                "select exists (select from " + table
                        + " as t where position(? in t::text) > 0 or position(? in t::text) > 0)")) {
            statement.setString(1, marker);
            statement.setString(2, hex);
            var row = statement.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }
}

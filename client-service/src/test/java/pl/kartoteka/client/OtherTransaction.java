package pl.kartoteka.client;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.awaitility.Awaitility;
import org.springframework.core.env.Environment;

/** Somebody else's transaction, under way for as long as a test wants: what waits for it meets what it commits. */
public final class OtherTransaction implements AutoCloseable {
    private static final String WAITING = """
            with recursive waiting(pid) as (
                select pg_backend_pid()
                union
                select a.pid from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid)))
            select count(*) - 1 from waiting
            """;

    private final Connection connection;

    private OtherTransaction(Connection connection) {
        this.connection = connection;
    }

    public static OtherTransaction begin(Environment settings) {
        try {
            Connection connection = DriverManager.getConnection(
                    settings.getRequiredProperty("spring.flyway.url"),
                    settings.getRequiredProperty("spring.flyway.user"),
                    settings.getRequiredProperty("spring.flyway.password"));
            connection.setAutoCommit(false);
            return new OtherTransaction(connection);
        } catch (SQLException e) {
            throw new AssertionError("no connection", e);
        }
    }

    public OtherTransaction run(String sql, Object... arguments) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
            return this;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Until that many others wait for it, or for one that waits for it. */
    public void awaitWaiting(int others) {
        Awaitility.await().until(() -> waiting() >= others);
    }

    /** Who waits for it, and since when. */
    public String waiters() {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                select string_agg(pid || ' ' || waitstart, ', ' order by pid) from pg_locks
                where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))""")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError("waiters", e);
        }
    }

    private long waiting() throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(WAITING)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError("commit", e);
        }
    }

    /** Whatever is not committed comes to nothing. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package pl.kartoteka.reliable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The relay's own session with PostgreSQL. The advisory lock lives and dies with it: when the process or the connection
 * is lost, so is the lock, and another instance takes over.
 */
final class OutboxSession implements AutoCloseable {
    /** With the second between two questions, well below the eleven seconds of the keepalives below. */
    private static final int SECONDS_TO_ANSWER = 5;

    private final Connection connection;

    OutboxSession(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            // A holder whose machine vanished without a word is given up within seconds.
            statement.execute("set tcp_keepalives_idle = 5");
            statement.execute("set tcp_keepalives_interval = 2");
            statement.execute("set tcp_keepalives_count = 3");
            statement.execute("listen " + OutboxWakeUp.CHANNEL);
        }
    }

    boolean tryLock() throws SQLException {
        return bool("select pg_try_advisory_lock(hashtextextended('kartoteka.outbox-relay', 0))");
    }

    /** Fails when the session, and the lock with it, is gone: sooner than PostgreSQL would give the lock to another. */
    void verify() throws SQLException {
        if (!connection.isValid(SECONDS_TO_ANSWER)) {
            throw new SQLException("the session does not answer");
        }
    }

    /**
     * The next rows in order, so many and of so much data at most, but always one.
     *
     * @param bytes of data; counted without unpacking what is stored compressed
     */
    Round read(int limit, long bytes, Collection<String> topicsHeldBack, Collection<Lane> lanesHeldBack)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with next as (
                    select *, coalesce(octet_length(data), 0) as size
                    from outbox
                    where topic <> all (?) and topic || ' ' || key <> all (?)
                    order by id
                    limit ?),
                measured as (
                    select *, sum(size) over (order by id) - size as size_before, count(*) over () as found from next)
                select id, event_id, topic, key, type, source, subject, sequence, time, traceparent, tracestate, data, found
                from measured
                where size_before = 0 or size_before + size <= ?
                order by id
                """)) {
            statement.setArray(1, connection.createArrayOf("text", topicsHeldBack.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf("text", lanesHeldBack.stream().map(Lane::spelled).toArray()));
            statement.setInt(3, limit);
            statement.setLong(4, bytes);
            try (ResultSet rows = statement.executeQuery()) {
                var read = new ArrayList<OutboxRow>();
                long found = 0;
                while (rows.next()) {
                    read.add(row(rows));
                    found = rows.getLong("found");
                }
                return new Round(read, found == limit || found > read.size());
            }
        }
    }

    void delete(Collection<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from outbox where id = any (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    void forgetInboxBefore(Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from inbox where handled_at < ?")) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** Waits for a wake-up; false when none came in time. */
    boolean awaitWakeUp(Duration patience) throws SQLException {
        var notifications = connection.unwrap(PGConnection.class).getNotifications((int) patience.toMillis());
        return notifications != null && notifications.length > 0;
    }

    /** Counting stops where it would become a burden itself. */
    Backlog measure() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from (select from outbox limit 100000) as counted),
                               (select time from outbox order by id limit 1)
                        """)) {
            row.next();
            OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
            return new Backlog(row.getLong(1), oldest == null ? null : oldest.toInstant());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean bool(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getString("source"),
                row.getString("subject"),
                row.getObject("sequence", Long.class),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getString("traceparent"),
                row.getString("tracestate"),
                row.getBytes("data"));
    }

    /** @param more whether more waits than this */
    record Round(List<OutboxRow> rows, boolean more) {}

    /** @param oldest when the oldest waiting event was appended; null when none waits */
    record Backlog(long size, @Nullable Instant oldest) {}
}

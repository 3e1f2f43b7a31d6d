package pl.kartoteka.reliable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.embedded.PostgresAddress;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventType;

/** Outboxes and relays outside an application, to start, stop and break them one by one. */
final class RelayWorkshop implements AutoCloseable {
    final DatabaseClient database;
    final TransactionalOperator transactions;
    final Outbox outbox;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PostgresAddress postgres;
    private final String name;
    private final ConnectionFactoryOptions options;
    private final String kafka;
    private final List<OutboxRelay> relays = new ArrayList<>();

    RelayWorkshop(PostgresAddress postgres, String name, String password, String kafka) {
        this.postgres = postgres;
        this.name = name;
        this.kafka = kafka;
        this.options = ConnectionFactoryOptions.parse(postgres.r2dbcUrl(name))
                .mutate()
                .option(ConnectionFactoryOptions.USER, name)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .build();
        ConnectionFactory connections = ConnectionFactories.get(options);
        var transactionManager = new R2dbcTransactionManager(connections);
        this.database = DatabaseClient.create(connections);
        this.transactions = TransactionalOperator.create(transactionManager);
        this.outbox = new Outbox(
                database,
                transactionManager,
                new EventCodec(),
                new OutboxWakeUp(database),
                new StoredTraces(),
                Clock.systemUTC(),
                "urn:test",
                DataSize.ofMegabytes(10));
    }

    static void migrate(PostgresAddress postgres, String name, String owner, String ownerPassword) {
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(name), owner, ownerPassword)
                .locations("classpath:db/reliable-messaging", "classpath:db/test")
                .load()
                .migrate();
    }

    OutboxRelay startRelay() {
        return startRelay(Duration.ofMillis(200));
    }

    OutboxRelay startRelay(Duration poll) {
        var properties = new ReliableMessagingProperties(
                null,
                DataSize.ofMegabytes(10),
                1,
                null,
                Duration.ofDays(30),
                Duration.ofDays(30),
                3,
                new ReliableMessagingProperties.Relay(
                        true, 100, DataSize.ofKilobytes(100), poll, Duration.ofMillis(200), Duration.ofSeconds(2)));
        var relay = new OutboxRelay(
                OutboxSessions.like(options),
                () -> new KafkaOutlet(
                        KafkaOutlet.producer(Map.of("bootstrap.servers", kafka, "max.request.size", 10_000_000)),
                        new StoredTraces()),
                new OutboxMetrics(meters, Clock.systemUTC()),
                Clock.systemUTC(),
                properties);
        relays.add(relay);
        relay.start();
        return relay;
    }

    void append(Event... events) {
        outbox.append(List.of(events)).as(transactions::transactional).block();
    }

    long waiting() {
        return database.sql("select count(*) from outbox").mapValue(Long.class).one().block();
    }

    /** Sessions of relays that have asked for the lock and not got it. */
    long standingBy() {
        return database.sql("""
                select count(*) from pg_stat_activity
                where application_name = 'outbox-relay' and datname = current_database()
                  and state = 'idle' and query like 'select%'
                  and pid not in (select pid from pg_locks where locktype = 'advisory')
                """).mapValue(Long.class).one().block();
    }

    OutboxSession session() throws SQLException {
        return OutboxSessions.like(options).open();
    }

    /** As the superuser. */
    void administer(String statement) throws SQLException {
        try (Connection connection = postgres.connect(name); var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** As a network or an operator would. */
    void cutRelaySessions() throws SQLException {
        administer("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'outbox-relay' and datname = current_database()
                """);
    }

    @Override
    public void close() {
        relays.forEach(OutboxRelay::stop);
    }

    @EventType("test.counted.v1")
    record Counted(String topic, String key, long sequence, String text) implements Event {}
}

package pl.kartoteka.client.imports;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What others wait for while an import is at work, and what it listens to. */
@ServiceTest
class ImportsTogetherIT {
    @Autowired
    private DatabaseClient database;

    @Autowired
    private Environment settings;

    @Autowired
    private ClientImports imports;

    private final ImportTrial trial;
    private final String source = "T" + UUID.randomUUID();

    ImportsTogetherIT(@Autowired WebTestClient web) {
        this.trial = new ImportTrial(web);
    }

    @Test
    void waitsForNobodyWhoMovesClientsWhereItOnlyBringsNewOnes() throws SQLException {
        String file = "code,name,nip,headOffice\nC,Centrala,%1$s,\nO,Oddział,,%1$s\n".formatted(Cards.freshNip());

        try (var other = DriverManager.getConnection(settings.getRequiredProperty("spring.flyway.url"),
                settings.getRequiredProperty("spring.flyway.user"),
                settings.getRequiredProperty("spring.flyway.password"))) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(hashtext('client-service.head-offices'))");
            JsonNode job = trial.run(file, together());

            assertThat(job.at("/report/registered").asLong()).isEqualTo(2);
            other.rollback();
        }
    }

    @Test
    void movesClientsThatAreThere() {
        String first = Cards.freshNip();
        String second = Cards.freshNip();
        trial.run(
                "code,name,nip,headOffice\nA,Pierwsza,%1$s,\nB,Druga,%2$s,\nO,Oddział,,%1$s\n".formatted(first, second),
                together());

        JsonNode job = trial.run("code,name,headOffice\nO,Oddział,%s\n".formatted(second), together());

        assertThat(job.at("/report/updated").asLong()).isEqualTo(1);
        assertThat(count("select count(*) from client o join client h on h.id = o.head_office_id"
                + " join client_import_key k on k.client_id = o.id where k.source = :source and h.nip = '" + second
                + "'"))
                .isEqualTo(1);
    }

    @Test
    void stopsInTheMiddleOfWritingAllOrNothing() {
        int rows = 20_000;
        String file = "name\n" + IntStream.range(0, rows).mapToObj(i -> "Bez numeru " + source + i + "\n")
                .collect(Collectors.joining());
        String id = trial.start(ImportTrial.named(file.getBytes(StandardCharsets.UTF_8), "duzy.csv"), together());
        JsonNode written = trial.awaitSuch(id,
                job -> job.at("/report/phase").asString().equals("WRITE") && job.path("done").asLong() > 0);

        trial.cancel(id);
        JsonNode job = trial.await(id);

        assertThat(written.path("total").asLong()).isEqualTo(rows);
        assertThat(written.path("done").asLong()).isLessThan(rows);
        assertThat(written.at("/report/written").asBoolean()).isFalse();
        assertThat(job.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(job.path("done").asLong()).isZero();
        assertThat(job.at("/report/written").asBoolean()).isFalse();
        assertThat(count("select count(*) from client_import_key where source = :source")).isZero();
    }

    @Test
    void holdsNoTransactionWhileAFileComesIn() {
        var within = new AtomicReference<Boolean>();
        Flux<DataBuffer> content = TransactionSynchronizationManager.forCurrentTransaction()
                .map(_ -> true)
                .onErrorReturn(NoTransactionException.class, false)
                .doOnNext(within::set)
                .thenMany(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap("name\nA\n".getBytes())));
        var options = ImportOptions.read(new ImportOptions.Form(null, "true", null, null, source, null, null, null,
                null, null));

        var job = imports.accept("k.csv", content, options, "importer", null).block();

        assertThat(within).hasValue(false);
        assertThat(trial.await(job.id().toString()).at("/report/registered").asLong()).isEqualTo(1);
    }

    private Map<String, String> together() {
        return Map.of("source", source, "mode", "ALL_OR_NOTHING");
    }

    private long count(String sql) {
        return database.sql(sql).bind("source", source).mapValue(Long.class).one().block();
    }
}

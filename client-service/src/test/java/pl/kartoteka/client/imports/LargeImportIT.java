package pl.kartoteka.client.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Fifty thousand rows, taken away from their worker in the middle. */
@ServiceTest(properties = {"kartoteka.jobs.lease=3s", "kartoteka.jobs.poll=200ms", "kartoteka.jobs.retry=50ms"})
class LargeImportIT {
    private static final int ROWS = 50_000;

    @Autowired
    DatabaseClient database;

    private final ImportTrial trial;
    private final String source = "L" + UUID.randomUUID();

    LargeImportIT(@Autowired WebTestClient web) {
        this.trial = new ImportTrial(web);
    }

    @Test
    void goesOnInAnotherInstanceAndTakesEveryRowOnce() {
        List<String> nips = IntStream.range(0, ROWS).mapToObj(_ -> Cards.freshNip()).toList();
        var file = new StringBuilder("kod;nazwa;nip;ulica;nr domu;kod pocztowy;miasto;e-mail;telefon\n");
        for (int i = 0; i < ROWS; i++) {
            file.append("K%d;Firma Zażółć %d;%s;Długa;%d;90-001;Łódź;biuro%d@firma.example;+48500%06d\n"
                    .formatted(i, i, nips.get(i), i % 200, i, i));
        }
        String id = trial.start(
                ImportTrial.named(file.toString().getBytes(StandardCharsets.UTF_8), "duzy.csv"),
                Map.of("source", source));
        awaitDone(id, 5_000);

        // What a killed instance leaves behind: a lease that is nobody's. The step under way comes to nothing.
        database.sql("update job set lease_token = gen_random_uuid(), lease_until = now() where id = :id")
                .bind("id", UUID.fromString(id)).then().block();
        long atTheKill = trial.job(id).path("done").asLong();
        JsonNode job = trial.await(id);

        assertThat(atTheKill).isLessThan(ROWS);
        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.path("done").asLong()).isEqualTo(ROWS);
        assertThat(job.path("report").path("registered").asLong()).isEqualTo(ROWS);
        assertThat(count("select count(*) from client_import_key where source = :source")).isEqualTo(ROWS);
        assertThat(count("select count(distinct client_id) from client_import_key where source = :source"))
                .isEqualTo(ROWS);
        assertThat(count("select count(*) from client_change h join client_import_key k on k.client_id = h.client_id"
                + " where k.source = :source")).isEqualTo(ROWS);
    }

    @Test
    void stopsWhenToldTo() {
        var file = new StringBuilder("nazwa\n");
        IntStream.range(0, ROWS).forEach(i -> file.append("Bez numeru ").append(source).append(i).append('\n'));
        String id = trial.start(
                ImportTrial.named(file.toString().getBytes(StandardCharsets.UTF_8), "duzy.csv"),
                Map.of("source", source));
        awaitDone(id, 1_000);

        trial.cancel(id);
        JsonNode job = trial.await(id);

        assertThat(job.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(job.path("done").asLong()).isLessThan(ROWS);
        assertThat(count("select count(*) from client_import_key where source = :source"))
                .isEqualTo(job.path("report").path("registered").asLong());
    }

    private void awaitDone(String id, long rows) {
        Mono.fromSupplier(() -> trial.job(id).path("done").asLong())
                .subscribeOn(Schedulers.boundedElastic())
                .filter(done -> done >= rows)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(Duration.ofMinutes(1));
    }

    private long count(String sql) {
        return database.sql(sql).bind("source", source).mapValue(Long.class).one().block();
    }
}

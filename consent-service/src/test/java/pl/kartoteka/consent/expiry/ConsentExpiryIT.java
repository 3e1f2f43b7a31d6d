package pl.kartoteka.consent.expiry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.consent.Answers;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class ConsentExpiryIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final Clients clients;
    private final Answers answers;
    private final OwnerDatabase database;
    private final TaskScheduler scheduler;

    @Autowired
    ConsentExpiryIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.answers = new Answers(context);
        this.database = new OwnerDatabase(settings);
        this.scheduler = context.getBean(TaskScheduler.class);
    }

    @Test
    void endsAConsentAtItsInstantAndSaysSo() throws Exception {
        UUID client = clients.known();
        Instant end = Instant.now().plusMillis(1_500).truncatedTo(ChronoUnit.MICROS);
        answers.grantAt(client, end.atZone(ZoneId.of("Europe/Warsaw")).minusDays(730).toInstant());
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");

        await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(end));

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("EXPIRED");
        var event = KafkaProbe.shared()
                .awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.expired.v1", client + "|" + EMAIL);
        assertThat(event.data().path("consent").path("validUntil").asString()).isEqualTo(end.toString());
        JsonNode history = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange());
        assertThat(history.path("items").findValuesAsString("to")).containsExactly("GRANTED", "EXPIRED");
        Instant recorded = Instant.parse(history.path("items").path(1).path("recordedAt").asString());
        assertThat(recorded).isBetween(end, end.plusSeconds(2));
    }

    @Test
    void catchesUpOnManyThatRanOutMeanwhile() {
        List<UUID> due = Stream.generate(clients::known).limit(450).toList();
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");

        due.forEach(client -> answers.grantAt(client, longAgo));

        String open = "select count(*) from consent where status = 'GRANTED' and valid_until <= now()";
        await().atMost(Duration.ofSeconds(30)).until(() -> database.number(open) == 0);
        assertThat(json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange())
                .path("intact").asBoolean()).isTrue();
        assertThat(json(api.privacy().get().uri(Api.CONSENTS, due.getFirst(), EMAIL).exchange())
                .path("status").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void waitsForNobodyElseWhoWorksByTheClock() throws Exception {
        var over = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        ScheduledFuture<?> slow = scheduler.scheduleWithFixedDelay(() -> {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }, Duration.ofMinutes(1));
        try {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            UUID client = clients.known();

            answers.grantAt(client, Instant.parse("2020-01-01T00:00:00Z"));

            KafkaProbe.shared().awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.expired.v1", client + "|" + EMAIL);
        } finally {
            over.countDown();
            slow.cancel(false);
        }
    }

    @Test
    void takesANewGrantAfterTheEndOfTheOld() {
        UUID client = clients.known();
        answers.grantAt(client, Instant.parse("2020-01-01T00:00:00Z"));

        answers.grant(client);

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        JsonNode history = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange());
        assertThat(history.path("items").findValuesAsString("to")).containsExactly("GRANTED", "EXPIRED", "GRANTED");
    }
}

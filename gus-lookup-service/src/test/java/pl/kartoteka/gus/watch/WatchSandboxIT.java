package pl.kartoteka.gus.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Samples;
import pl.kartoteka.gus.SandboxRunning;
import pl.kartoteka.gus.bir.DailyChanges;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** From a client over the simulators, the report of the day and the change to the event. */
@ServiceTest
class WatchSandboxIT implements SandboxRunning {
    private static final String NIP = "9990000178";
    private static final String TOPIC = "kartoteka.companies.v1";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private DatabaseClient database;
    @Autowired
    private Watch watch;

    private final KafkaProbe kafka = KafkaProbe.shared();

    @BeforeEach
    void onlyTheReportsOfYesterdayAreUnread() {
        sql("delete from watched_company");
        sql("delete from watched_client");
        sql("delete from daily_change_report");
        var today = LocalDate.ofInstant(Instant.now(), ZoneId.of("Europe/Warsaw"));
        for (var days = 2; days <= DailyChanges.DAYS; days++) {
            for (var report : DailyChanges.REPORTS) {
                sql("insert into daily_change_report values ('" + today.minusDays(days) + "', '" + report
                        + "', now(), now())");
            }
        }
    }

    @Test
    void tellsTheSuiteWhatChangedAtTheRegister() {
        clientIsRegistered();
        verify();
        assertThat(due()).isGreaterThan(Duration.ofDays(6));

        SANDBOX.change(NIP, "{\"address\":{\"building\":\"178\"}}");
        eventually(() -> {
            watch.readDailyChanges().block();
            return due().compareTo(Duration.ofHours(3)) < 0;
        });
        verify();

        kafka.await(TOPIC, record -> NIP.equals(record.key()) && new String(record.value(), StandardCharsets.UTF_8)
                .contains("address.building"));
        var changed = kafka.events(TOPIC, NIP).stream()
                .filter(event -> event.type().contains("changed")
                        && event.data().toString().contains("address.building"))
                .toList();
        assertThat(changed).singleElement().satisfies(event -> assertThat(event.data().path("register").asString())
                .isEqualTo("GUS"));
        assertThat(changed.getFirst().data().path("changes").valueStream()
                .filter(change -> change.path("field").asString().equals("address.building"))).singleElement()
                .satisfies(change -> {
                    assertThat(change.path("before").asString()).isNotEqualTo("178").isNotEmpty();
                    assertThat(change.path("after").asString()).isEqualTo("178");
                });
        assertThat(kafka.events(TOPIC, NIP)).filteredOn(event -> event.type().contains("verified"))
                .extracting(event -> event.data().path("register").asString())
                .contains("GUS", "CEIDG", "WHITE_LIST", "VIES");
        assertThat(kafka.events(TOPIC, NIP)).allSatisfy(event -> assertThat(event.data().toString())
                .doesNotContain("UNKNOWN"));
    }

    /** As often as it takes: what the simulator's limits or the share of the watch do not allow now is asked later. */
    private void verify() {
        sql("update watched_company set verified_at = null");
        eventually(() -> {
            sql("update watched_company set due_at = now()");
            watch.turn().block();
            return one("select count(verified_at) from watched_company", Long.class) == 1;
        });
    }

    private void clientIsRegistered() {
        var client = UUID.randomUUID().toString();
        kafka.send(ClientEvent.TOPIC, client, registered(client), Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "urn:test",
                "ce_type", EventTypes.typeOf(ClientRegistered.class),
                "content-type", "application/json"));
        eventually(() -> one("select count(*) from watched_company", Long.class) == 1);
    }

    private static byte[] registered(String client) {
        var event = (ObjectNode) JSON.readTree(Samples.json(ClientRegistered.class));
        var state = (ObjectNode) event.path("client");
        state.put("id", client).put("version", 1).put("nip", NIP).put("active", true);
        state.remove("mergedInto");
        return JSON.writeValueAsBytes(event);
    }

    private static void eventually(BooleanSupplier happened) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(200), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .filter(_ -> happened.getAsBoolean()).next()
                .block(Duration.ofSeconds(60));
    }

    private Duration due() {
        return Duration.ofSeconds(one(
                "select cast(extract(epoch from due_at - now()) as bigint) from watched_company", Long.class));
    }

    private <T> T one(String query, Class<T> type) {
        return database.sql(query).mapValue(type).one().block();
    }

    private void sql(String statement) {
        database.sql(statement).then().block();
    }
}

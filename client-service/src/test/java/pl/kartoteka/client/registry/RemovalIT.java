package pl.kartoteka.client.registry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RemovalIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
    private static final String CONSENT = "insert into client_consent values (?, 'EMAIL_MARKETING', ?, 1)";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Environment settings;

    private Api api;
    private Answer client;
    private String path;

    @BeforeEach
    void register() {
        api = Api.of(web);
        client = api.post(CLIENTS, Cards.company("Do usunięcia"));
        path = CLIENTS + "/" + client.id();
    }

    @Test
    void refusesWhoAnsweredAboutAConsentAndShowsTheWaysOn() {
        consent("kartoteka.consent.refused.v1", "REFUSED", 1);

        Answer refused = remove();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith(":client-in-use");
        assertThat(refused.body().at("/reasons/consents").asInt()).isOne();
        assertThat(refused.body().path("waysOn").toString()).isEqualTo("[\"DEACTIVATE\",\"PRIVACY_REQUEST\"]");
        assertThat(refused.body().path("detail").asString()).contains("consents: 1", "privacy request")
                .doesNotContain("{");

        consent("kartoteka.consent.reset.v1", "NOT_ASKED", 2);
        assertThat(remove().status()).isEqualTo(204);
    }

    @Test
    void refusesWhomSomebodyPutInAStaticSegmentAndNotWhoFellIntoADynamicOne() {
        var other = api.post(CLIENTS, Cards.company("W ruchomym"));
        join(segment("DYNAMIC"), other.id());
        join(segment("STATIC"), client.id());

        assertThat(remove().body().at("/reasons/staticSegments").asInt()).isOne();
        assertThat(api.delete(CLIENTS + "/" + other.id(), other.etag()).status()).isEqualTo(204);
    }

    @Test
    void refusesWhoHasAPhotoOrSomebodyWhoActsForHim() {
        var acting = api.post("/api/v1/representatives", Cards.json(Map.of("firstName", "Jan", "lastName", "Kot")));
        api.send(HttpMethod.PUT, path + "/representatives/" + acting.id(), "{\"position\":\"prokurent\"}", _ -> {});
        web.put().uri(path + "/photo").headers(headers -> headers.setBearerAuth(TestIssuer.token("sales",
                "clients:write"))).contentType(MediaType.IMAGE_PNG).bodyValue(PNG).exchange().expectStatus().isOk();

        Answer refused = remove();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/reasons/representatives").asInt()).isOne();
        assertThat(refused.body().at("/reasons/photos").asInt()).isOne();
    }

    @Test
    void refusesWhomOthersReferToInTheirCustomFields() {
        String code = "poreczyciel" + UUID.randomUUID().toString().substring(0, 8);
        api.post("/api/v1/custom-fields", Cards.json(Map.of("code", code, "name", "Poręczyciel", "type",
                "CLIENT_REFERENCE")));
        var referring = api.post(CLIENTS, Cards.company("Wskazuje").set("customFields",
                Cards.json(Map.of(code, client.id()))));
        assertThat(referring.status()).as("%s", referring.body()).isEqualTo(201);

        assertThat(remove().body().at("/reasons/referringClients").asInt()).isOne();

        api.patch(CLIENTS + "/" + referring.id(), referring.etag(),
                "{\"customFields\":{\"%s\":null}}".formatted(code));
        assertThat(remove().status()).isEqualTo(204);
    }

    @Test
    void refusesWhoWasMergedAwaySoThatTheMergeCanBeUndone() {
        var survivor = api.post(CLIENTS, Cards.company("Zostaje"));
        var merged = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", client.id())));

        var refused = api.delete(path, "\"2\"");
        var inBulk = api.post("/api/v1/client-bulk-actions",
                "{\"action\":\"DELETE\",\"clientIds\":[\"%s\"]}".formatted(client.id()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith(":client-merged");
        assertThat(refused.body().path("mergedInto").asString()).isEqualTo(survivor.id());
        Awaitility.await().until(() -> api.get("/api/v1/client-bulk-actions/" + inBulk.id()).body().path("status")
                .asString().equals("DONE"));
        assertThat(api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), null).status()).isEqualTo(200);
    }

    @Test
    void refusesInBulkByTheSameRule() {
        database.sql("insert into client_consent values (:id, 'EMAIL_MARKETING', 'GRANTED', 1)")
                .bind("id", UUID.fromString(client.id())).then().block();

        var job = api.post("/api/v1/client-bulk-actions",
                "{\"action\":\"DELETE\",\"clientIds\":[\"%s\"]}".formatted(client.id()));

        Awaitility.await().until(() -> api.get("/api/v1/client-bulk-actions/" + job.id()).body().path("status")
                .asString().equals("DONE"));
        var refusal = api.get("/api/v1/client-bulk-actions/" + job.id() + "/refusals").body().at("/items/0");
        assertThat(refusal.path("code").asString()).isEqualTo("client-in-use");
        assertThat(refusal.path("message").asString()).contains("consents: 1");
    }

    @Test
    void waitsForAnAnswerThatIsJustBeingHeard() throws Exception {
        CompletableFuture<Answer> removal;
        try (var hearing = OtherTransaction.begin(settings)) {
            hearing.run(CONSENT, UUID.fromString(client.id()), "GRANTED");
            removal = Mono.fromSupplier(this::remove).subscribeOn(Schedulers.boundedElastic()).toFuture();
            hearing.awaitWaiting(1);
            hearing.commit();
        }

        assertThat(removal.get().status()).isEqualTo(409);
        assertThat(removal.get().body().at("/reasons/consents").asInt()).isOne();
    }

    @Test
    void keepsWhomASegmentOfUnknownTypeHasUntilTheTypeIsToldAgain() {
        String segment = segment("DYNAMIC");
        // As segments were kept before their types were.
        database.sql("update known_segment set type = null where id = :id").bind("id", UUID.fromString(segment))
                .then().block();
        join(segment, client.id());

        assertThat(remove().body().at("/reasons/staticSegments").asInt()).isOne();

        define(segment, "DYNAMIC");
        awaitOne("select count(*) from known_segment where id = '%s' and type = 'DYNAMIC'".formatted(segment));
        assertThat(remove().status()).isEqualTo(204);
    }

    private Answer remove() {
        return api.delete(path, client.etag());
    }

    private void consent(String type, String status, long version) {
        send("kartoteka.consents.v1", client.id() + "|EMAIL_MARKETING", type, """
                {"consent":{"clientId":"%s","purpose":"EMAIL_MARKETING","status":"%s","channels":["EMAIL"],"version":%d}}
                """.formatted(client.id(), status, version));
        awaitOne("select count(*) from client_consent where client_id = '%s' and status = '%s'"
                .formatted(client.id(), status));
    }

    private String segment(String type) {
        String id = UUID.randomUUID().toString();
        define(id, type);
        awaitOne("select count(*) from known_segment where id = '%s'".formatted(id));
        return id;
    }

    private static void define(String segment, String type) {
        send("kartoteka.segments.v1", segment, "kartoteka.segment.defined.v1", """
                {"segment":{"id":"%s","version":1,"name":"Zestaw","type":"%s","visibility":"PUBLIC","owner":"sales"}}
                """.formatted(segment, type));
    }

    private void join(String segment, String member) {
        send("kartoteka.segment-members.v1", segment + "|" + member, "kartoteka.segment.entered.v1", """
                {"membership":{"segmentId":"%s","clientId":"%s","cause":"MANUAL","at":"2026-11-20T10:00:00Z","sequence":1}}
                """.formatted(segment, member));
        awaitOne("select count(*) from client_segment where client_id = '%s' and member".formatted(member));
    }

    private void awaitOne(String count) {
        Awaitility.await().until(() -> Long.valueOf(1).equals(
                database.sql(count).mapValue(Long.class).one().block()));
    }

    private static void send(String topic, String key, String type, String data) {
        KafkaProbe.shared().send(topic, key, data.getBytes(StandardCharsets.UTF_8),
                Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_type", type, "ce_source",
                        "test", "ce_time", "2026-11-20T10:00:00Z"));
    }
}

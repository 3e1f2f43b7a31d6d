package pl.kartoteka.segment.catalogue;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.SegmentEvent;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Api.Answer;
import pl.kartoteka.segment.Events;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.segment.Api.await;

@ServiceTest
class SegmentCatalogueIT {
    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    private final KafkaProbe kafka = KafkaProbe.shared();
    private Api api;
    private Api colleague;
    private Api administrator;

    @BeforeEach
    void signIn() {
        api = Api.of(web, "marketing");
        colleague = Api.of(web, "sales");
        administrator = Api.administrator(web);
    }

    @Test
    void anEditedDefinitionTellsTheDifferenceAndNothingElse() {
        UUID stays = client("Toruń", "A", "B");
        UUID leaves = client("Toruń", "A");
        UUID enters = client("Toruń", "B");
        String segment = api.defineDynamic("różnica", trait("A"));
        assertThat(api.isMember(segment, stays)).isTrue();
        assertThat(api.isMember(segment, leaves)).isTrue();
        Answer before = api.get("/segments/" + segment);

        Answer edited = api.patch("/segments/" + segment, before.etag(), "{\"criteria\":" + trait("B") + "}");
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.body().path("status").stringValue()).isEqualTo("BUILDING");
        api.awaitReady(segment);

        assertThat(api.isMember(segment, stays)).isTrue();
        assertThat(api.isMember(segment, leaves)).isFalse();
        assertThat(api.isMember(segment, enters)).isTrue();
        PublishedEvent entered = kafka.awaitEvent(
                SegmentMemberEvent.TOPIC, "kartoteka.segment.entered.v1", segment + "|" + enters);
        assertThat(entered.data().path("membership").path("cause").stringValue()).isEqualTo("DEFINITION");
        kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.left.v1", segment + "|" + leaves);
        assertThat(kafka.events(SegmentMemberEvent.TOPIC, segment + "|" + stays)).hasSize(1);
        assertThat(api.patch("/segments/" + segment, before.etag(), "{\"name\":\"x\"}").status()).isEqualTo(412);
        assertThat(api.patch("/segments/" + segment, null, "{\"name\":\"x\"}").status()).isEqualTo(428);
    }

    @Test
    void segmentsInSegmentsFollowEachOther() {
        UUID client = client("Bytom", "INNER");
        String inner = api.defineDynamic("wewnętrzny", trait("INNER"));
        String outer = api.defineDynamic("zewnętrzny", """
                {"all":[{"op":"inSegment","value":"%s"},{"field":"address.city","op":"eq","value":"Bytom"}]}"""
                .formatted(inner));
        String outside = api.defineDynamic("poza", """
                {"all":[{"op":"notInSegment","value":["%s"]},{"field":"address.city","op":"eq","value":"Bytom"}]}"""
                .formatted(outer));
        assertThat(api.isMember(outer, client)).isTrue();
        assertThat(api.isMember(outside, client)).isFalse();

        Events.send(Events.updated(Events.client(client, 1, "Bytom")));
        await("client followed out", () -> !api.isMember(outer, client) && api.isMember(outside, client));

        String etag = api.get("/segments/" + inner).etag();
        api.patch("/segments/" + inner, etag, """
                {"criteria":{"field":"address.city","op":"eq","value":"Bytom"}}""");
        await("client followed the definition", () -> api.isMember(outer, client) && !api.isMember(outside, client));

        Answer cycle = api.patch("/segments/" + inner, api.get("/segments/" + inner).etag(), """
                {"criteria":{"op":"notInSegment","value":"%s"}}""".formatted(outside));
        assertThat(cycle.status()).isEqualTo(409);
        assertThat(cycle.body().path("type").stringValue()).isEqualTo("urn:kartoteka:problem:segment-cycle");
        Answer used = api.delete("/segments/" + inner, api.get("/segments/" + inner).etag());
        assertThat(used.status()).isEqualTo(409);
        assertThat(used.body().path("usedBy").path(0).stringValue()).isEqualTo(outer);
    }

    @Test
    void aDeletedSegmentIsGoneAndItsMembersAreTold() {
        UUID client = client("Legnica", "GONE");
        String segment = api.defineDynamic("do usunięcia", trait("GONE"));
        kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.entered.v1", segment + "|" + client);

        Answer deleted = api.delete("/segments/" + segment, api.get("/segments/" + segment).etag());

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(api.get("/segments/" + segment).status()).isEqualTo(404);
        kafka.awaitEvent(SegmentEvent.TOPIC, "kartoteka.segment.deleted.v1", segment);
        kafka.await(SegmentEvent.TOPIC, record -> record.value() == null && segment.equals(record.key()));
        kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.left.v1", segment + "|" + client);
        kafka.await(SegmentMemberEvent.TOPIC, record -> record.value() == null
                && record.key().equals(segment + "|" + client));
    }

    @Test
    void aPrivateSegmentIsUnknownToOthersAndAnotherUsersIsNotEdited() {
        String secret = create("""
                {"name":"prywatny","type":"STATIC","visibility":"RESTRICTED"}""");
        String shared = create("""
                {"name":"dla sprzedaży","type":"STATIC","visibility":"RESTRICTED","sharedWith":["sales"]}""");

        assertThat(colleague.get("/segments/" + secret).status()).isEqualTo(404);
        assertThat(colleague.get("/segments/" + secret + "/members").status()).isEqualTo(404);
        assertThat(colleague.get("/segments/" + secret + "/events").status()).isEqualTo(404);
        assertThat(colleague.get("/segments/" + shared).status()).isEqualTo(200);
        assertThat(colleague.patch("/segments/" + shared, "\"1\"", "{\"name\":\"mój\"}").status()).isEqualTo(403);
        assertThat(colleague.put("/segments/" + shared + "/members/" + UUID.randomUUID()).status()).isEqualTo(403);
        assertThat(colleague.get("/segments?limit=500").body().toString()).contains(shared).doesNotContain(secret);
        assertThat(administrator.patch("/segments/" + secret, "\"1\"", "{\"description\":\"widzę\"}").status())
                .isEqualTo(200);
        Answer peeking = colleague.post("/segments/preview", """
                {"criteria":{"all":[{"op":"inSegment","value":"%s"}]}}""".formatted(secret));
        assertThat(peeking.status()).isEqualTo(400);
        assertThat(peeking.body().path("errors").path(0).path("field").stringValue())
                .isEqualTo("criteria.all[0].value");
    }

    @Test
    void previewCountsAndShowsASample() {
        client("Przemyśl", "PREVIEW");
        client("Przemyśl", "PREVIEW");

        Answer preview = api.post("/segments/preview", "{\"criteria\":" + trait("PREVIEW") + "}");

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().path("count").longValue()).isEqualTo(2);
        assertThat(preview.body().path("sample").path(0).path("name").stringValue()).startsWith("Piekarnia");
        assertThat(administrator.post("/segments/preview", "{\"criteria\":" + trait("PREVIEW") + "}")
                .body().path("sample").path(0).has("name")).isFalse();
    }

    @Test
    void staticMembersComeAndGoInBulk() {
        UUID first = client("Elbląg");
        UUID second = client("Elbląg");
        String segment = create("{\"name\":\"ręczny\",\"type\":\"STATIC\"}");

        Answer unknown = api.post("/segments/" + segment + "/members", """
                {"clientIds":["%s","%s"]}""".formatted(first, UUID.randomUUID()));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(api.isMember(segment, first)).isFalse();
        Answer added = api.post("/segments/" + segment + "/members", """
                {"clientIds":["%s","%s","%s"]}""".formatted(first, second, first));
        assertThat(added.body().path("changed").intValue()).isEqualTo(2);
        assertThat(api.get("/segments/" + segment + "/members?count=true").body().path("total").longValue())
                .isEqualTo(2);
        Answer firstPage = api.get("/segments/" + segment + "/members?limit=1");
        Answer nextPage = api.get("/segments/" + segment + "/members?limit=1&cursor="
                + firstPage.body().path("nextCursor").stringValue());
        assertThat(nextPage.body().path("items").path(0).path("clientId"))
                .isNotEqualTo(firstPage.body().path("items").path(0).path("clientId"));
        assertThat(nextPage.body().has("nextCursor")).isFalse();

        api.post("/segments/" + segment + "/members/removals", "{\"clientIds\":[\"%s\"]}".formatted(first));
        api.delete("/segments/" + segment + "/members/" + second, null);
        assertThat(api.get("/segments/" + segment + "/members?count=true").body().path("total").longValue()).isZero();
        PublishedEvent left = kafka.awaitEvent(
                SegmentMemberEvent.TOPIC, "kartoteka.segment.left.v1", segment + "|" + second);
        assertThat(left.data().path("membership").path("cause").stringValue()).isEqualTo("MANUAL");
    }

    @Test
    void aPinOverridesTheRuleUntilItIsRemoved() {
        UUID inside = client("Słupsk", "PIN");
        UUID outside = client("Słupsk");
        String segment = api.defineDynamic("przypięci", trait("PIN"));

        assertThat(api.put("/segments/" + segment + "/members/" + outside).status()).isEqualTo(204);
        assertThat(api.delete("/segments/" + segment + "/members/" + inside, null).status()).isEqualTo(204);
        assertThat(api.isMember(segment, outside)).isTrue();
        assertThat(api.isMember(segment, inside)).isFalse();
        assertThat(
                api.get("/segments/" + segment + "/members").body().path("items").path(0).path("pinned").booleanValue())
                .isTrue();
        assertThat(api.get("/segments/" + segment + "/pins").body().path("items")).hasSize(2);

        api.patch("/segments/" + segment, api.get("/segments/" + segment).etag(), """
                {"criteria":{"all":[{"field":"traits","op":"hasAny","value":["PIN","NIC"]}]}}""");
        api.awaitReady(segment);
        assertThat(api.isMember(segment, outside)).isTrue();
        assertThat(api.isMember(segment, inside)).isFalse();

        assertThat(api.delete("/segments/" + segment + "/pins/" + outside, null).status()).isEqualTo(204);
        assertThat(api.delete("/segments/" + segment + "/pins/" + inside, null).status()).isEqualTo(204);
        assertThat(api.isMember(segment, outside)).isFalse();
        assertThat(api.isMember(segment, inside)).isTrue();
        assertThat(api.post("/segments/" + segment + "/members", "{\"clientIds\":[\"%s\"]}".formatted(inside)).status())
                .isEqualTo(409);
    }

    @Test
    void anExplanationShowsEveryConditionAndWhatItSaw() {
        UUID client = client("Chełm", "WHY");
        String segment = api.defineDynamic("dlaczego", """
                {"all":[{"field":"address.city","op":"eq","value":"CHEŁM"},
                        {"not":{"field":"traits","op":"hasAny","value":["WHY"]}},
                        {"field":"createdAt","op":"withinLastDays","value":30000}]}""");

        Answer why = api.get("/segments/" + segment + "/members/" + client + "/explanation");

        assertThat(why.body().path("member").booleanValue()).isFalse();
        assertThat(why.body().path("holds").booleanValue()).isFalse();
        var conditions = why.body().path("criteria").path("rules");
        assertThat(conditions.path(0).path("holds").booleanValue()).isTrue();
        assertThat(conditions.path(0).path("saw").stringValue()).isEqualTo("chełm");
        assertThat(conditions.path(1).path("holds").booleanValue()).isFalse();
        assertThat(conditions.path(1).path("rules").path(0).path("path").stringValue())
                .isEqualTo("criteria.all[1].not");
        assertThat(conditions.path(2).path("changesAt").isString()).isTrue();
    }

    @Test
    void anExplanationKeepsTheFactsFromWhomMayNotReadClients() {
        UUID client = client("Chełm", "WHY");
        String segment = api.defineDynamic("dlaczego w skrócie",
                """
                {"not":{"any":[{"field":"emails","op":"isSet"},{"field":"address.city","op":"eq","value":"CHEŁM"}]}}""");
        String path = "/segments/" + segment + "/members/" + client + "/explanation";
        assertThat(api.get(path).body().findValuesAsString("saw")).contains("chełm");

        Answer why = administrator.get(path);

        assertThat(why.body().findValues("holds")).hasSize(5);
        assertThat(why.body().findValues("saw")).isEmpty();
    }

    @Test
    void anExplanationTellsNothingOfWhoIsInASegmentOfSomebodyElse() {
        UUID client = client("Chełm", "WHY");
        String secret = create("{\"name\":\"poufny\",\"type\":\"DYNAMIC\",\"visibility\":\"RESTRICTED\",\"criteria\":"
                + trait("WHY") + "}");
        api.awaitReady(secret);
        String open = api.defineDynamic("jawny", """
                {"all":[{"field":"address.city","op":"eq","value":"CHEŁM"},
                        {"not":{"op":"inSegment","value":"%s"}}]}""".formatted(secret));
        String path = "/segments/" + open + "/members/" + client + "/explanation";
        assertThat(api.get(path).body().findValues("holds")).hasSize(5);

        Answer why = colleague.get(path);

        var conditions = why.body().path("criteria").path("rules");
        assertThat(why.body().path("holds").booleanValue()).isFalse();
        assertThat(conditions.path(0).path("holds").booleanValue()).isTrue();
        assertThat(conditions.path(1).has("holds")).isFalse();
        assertThat(conditions.path(1).path("rules").path(0).has("holds")).isFalse();
        assertThat(why.body().path("criteria").toString()).doesNotContain(secret);
    }

    private String create(String body) {
        Answer created = api.post("/segments", body);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.location()).isEqualTo("/api/v1/segments/" + created.body().path("id").stringValue());
        return created.body().path("id").stringValue();
    }

    private static String trait(String code) {
        return "{\"field\":\"traits\",\"op\":\"hasAny\",\"value\":[\"%s\"]}".formatted(code);
    }

    private UUID client(String city, String... traits) {
        UUID id = UUID.randomUUID();
        Events.send(new ClientRegistered(Events.client(id, 0, city, traits)));
        await("client is known", () -> Boolean.TRUE.equals(database.sql("""
                select present from profile where client_id = :id""").bind("id", id)
                .mapValue(Boolean.class).one().block()));
        return id;
    }
}

package pl.kartoteka.client.search;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Erasing;
import pl.kartoteka.events.ConsentEvent.ConsentGranted;
import pl.kartoteka.events.ConsentEvent.ConsentWithdrawn;
import pl.kartoteka.events.ConsentState;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.events.SegmentEvent.SegmentState;
import pl.kartoteka.events.SegmentMemberEvent.Membership;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import pl.kartoteka.events.SegmentMemberEvent.SegmentLeft;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientCriteriaIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String SEARCH = CLIENTS + "/search";

    @Autowired
    private WebTestClient web;
    @Autowired
    private DatabaseClient database;

    private final EventCodec codec = new EventCodec();
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void picksByTheCardByDictionariesAndByCustomFields() {
        String mark = Cards.freshNip();
        String group = api.post("/api/v1/client-groups", Cards.json(Map.of("code", "G" + mark, "name", "Hurt"))).id();
        String trait = api.post("/api/v1/traits", Cards.json(Map.of("code", "T" + mark, "name", "Solidny"))).id();
        var wanted = Cards.bakery().put("shortName", mark).put("groupId", group);
        wanted.putArray("traitIds").add(trait);
        String id = api.post(CLIENTS, wanted).id();
        api.post(CLIENTS, Cards.bakery().put("shortName", mark));

        assertThat(ids(search("""
                {"all":[{"field":"shortName","op":"eq","value":"%1$s"},
                        {"field":"group","op":"eq","value":"g%1$s"},
                        {"field":"traits","op":"hasAny","value":["T%1$s"]},
                        {"field":"address.city","op":"eq","value":"łódź"},
                        {"field":"terms.creditLimit","op":"gte","value":"10000"},
                        {"field":"customFields.tier","op":"startsWith","value":"GO"},
                        {"field":"createdAt","op":"withinLastDays","value":0},
                        {"not":{"field":"stage","op":"eq","value":"STANDARD"}}]}""".formatted(mark))))
                .containsExactly(id);
        assertThat(ids(search("""
                {"all":[{"field":"shortName","op":"eq","value":"%1$s"},
                        {"field":"traits","op":"hasNone","value":["T%1$s"]}]}""".formatted(mark)))).hasSize(1)
                .doesNotContain(id);
    }

    @Test
    void picksByWhatRegistersSayAndByWhoPays() {
        String headOffice = api.post(CLIENTS, Cards.bakery()).id();
        String mark = Cards.freshNip();
        String id = api.post(CLIENTS, Cards.bakery().put("shortName", mark).put("headOfficeId", headOffice)
                .put("payer", "HEAD_OFFICE").put("businessStatus", "SUSPENDED").put("vatStatus", "EXEMPT")).id();
        api.post(CLIENTS, Cards.bakery().put("shortName", mark));

        assertThat(ids(search("""
                {"all":[{"field":"shortName","op":"eq","value":"%s"},
                        {"field":"payer","op":"eq","value":"HEAD_OFFICE"},
                        {"field":"businessStatus","op":"in","value":["SUSPENDED","CLOSED"]},
                        {"field":"vatStatus","op":"ne","value":"ACTIVE"}]}""".formatted(mark)))).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'field':'correspondence.city','op':'eq','value':'sopot'}",
        "{'field':'delivery.city','op':'hasAll','value':['Gdynia','Hel']}",
        "{'field':'delivery.postalCode','op':'hasAny','value':['81301']}",
        "{'field':'address.building','op':'eq','value':'5'}",
        "{'field':'emails.OFFERS','op':'hasAny','value':['biuro@klos.example']}",
        "{'field':'emails.DOCUMENTS','op':'isNotSet'}",
        "{'field':'phones.SMS','op':'hasAny','value':['+48 500-100-200']}",
        "{'field':'contactPreferences.hoursFrom','op':'eq','value':'08:00'}",
        "{'field':'contactPreferences.days','op':'hasAny','value':['FRIDAY']}",
        "{'field':'messaging.documentEmail','op':'contains','value':'DOK@'}",
        "{'field':'printTemplates.invoice','op':'eq','value':'F1'}",
        "{'field':'terms.currency','op':'eq','value':'PLN'}",
        "{'field':'documents.balance','op':'between','value':['59.99','60']}",
        "{'field':'localGovernment','op':'eq','value':false}",
        "{'field':'jst','op':'eq','value':false}"})
    void picksByEverythingOnTheCard(String condition) {
        String mark = Cards.freshNip();
        var card = Cards.bakery(mark);
        for (String[] address : new String[][]{{"CORRESPONDENCE", "Sopot", "81-701"}, {"DELIVERY", "Gdynia", "81-301"},
            {"DELIVERY", "Hel", "84-150"}}) {
            card.withArray("addresses").addObject().put("use", address[0]).put("city", address[1]).put("postalCode",
                    address[2]);
        }
        card.putObject("contactPreferences").put("hoursFrom", "08:00").put("hoursTo", "16:00").putArray("days")
                .add("FRIDAY");
        card.putObject("messaging").put("documentEmail", "dok@klos.example");
        card.putObject("printTemplates").put("invoice", "F1");
        String id = api.post(CLIENTS, card).id();
        var document = Cards.json(Map.of("clientId", id, "number", mark, "type", "INVOICE", "issuedOn", "2026-11-20"));
        document.putObject("gross").put("amount", "100.00").put("currency", "PLN");
        document.putObject("paid").put("amount", "40.00").put("currency", "PLN");
        assertThat(api.post("/api/v1/sales-documents", document.put("status", "ISSUED")).status()).isBetween(200, 201);
        String ofMark = "{\"all\":[{\"field\":\"nip\",\"op\":\"eq\",\"value\":\"" + mark + "\"},%s]}";
        String wanted = condition.replace('\'', '"');

        assertThat(ids(search(ofMark.formatted(wanted)))).containsExactly(id);
        assertThat(ids(search(ofMark.formatted("{\"not\":" + wanted + "}")))).isEmpty();
    }

    @Test
    void picksByTheValidityOfAnIdDocument() {
        String mark = "Wazna" + Cards.freshNip();
        var person = Cards.person("Anna", mark);
        person.putObject("idDocument").put("type", "PASSPORT").put("number", "C01X00T47").put("country", "DE")
                .put("validUntil", "2027-01-31");
        String id = api.post(CLIENTS, person).id();
        String criteria = "{\"all\":[{\"field\":\"lastName\",\"op\":\"eq\",\"value\":\"" + mark
                + "\"},{\"field\":\"idDocument.validUntil\",\"op\":\"%s\",\"value\":\"2027-01-31\"}]}";

        assertThat(ids(search(criteria.formatted("eq")))).containsExactly(id);
        assertThat(ids(search(criteria.formatted("before")))).isEmpty();
    }

    @Test
    void picksByStructure() {
        var headOffice = api.post(CLIENTS, Cards.bakery());
        var branch = api.post(CLIENTS, Cards.bakery().put("headOfficeId", headOffice.id()));

        assertThat(ids(search("""
                {"field":"headOfficeId","op":"eq","value":"%s"}""".formatted(headOffice.id()))))
                .containsExactly(branch.id());
        assertThat(ids(
                search("""
                {"all":[{"field":"hasBranches","op":"eq","value":true},{"field":"nip","op":"in","value":["%s","%s"]}]}"""
                        .formatted(headOffice.body().path("nip").asString(), branch.body().path("nip").asString()))))
                .containsExactly(headOffice.id());
    }

    @Test
    void followsConsentsInWhateverOrderTheyAreToldAndForgetsThemWithTheClient() {
        var client = api.post(CLIENTS, Cards.bakery());
        UUID id = UUID.fromString(client.id());
        String granted = """
                {"all":[{"field":"consent.EMAIL_MARKETING","op":"eq","value":"GRANTED"},{"field":"nip","op":"eq","value":"%s"}]}"""
                .formatted(client.body().path("nip").asString());
        assertThat(ids(search(granted))).isEmpty();

        send(new ConsentGranted(consent(id, "GRANTED", 1)));
        await(() -> assertThat(ids(search(granted))).containsExactly(client.id()));
        send(new ConsentWithdrawn(consent(id, "WITHDRAWN", 3)));
        await(() -> assertThat(ids(search(granted))).isEmpty());
        send(new ConsentGranted(consent(id, "GRANTED", 2)));
        send(new ConsentGranted(new ConsentState(id, "PROFILING", "GRANTED", List.of(), null, null, null, 1)));
        await(() -> assertThat(ids(search(granted.replace("EMAIL_MARKETING", "PROFILING"))))
                .containsExactly(client.id()));
        assertThat(ids(search(granted))).isEmpty();

        Erasing.erase(client.id(), 1);
        send(new ConsentGranted(consent(id, "GRANTED", 4)));
        var other = api.post(CLIENTS, Cards.bakery());
        UUID otherId = UUID.fromString(other.id());
        send(new ConsentGranted(consent(otherId, "GRANTED", 1)));
        await(() -> assertThat(kept(otherId)).isEqualTo(1));
        assertThat(kept(id)).isZero();
    }

    @Test
    void followsSegments() {
        String first = api.post(CLIENTS, Cards.bakery()).id();
        String second = api.post(CLIENTS, Cards.bakery()).id();
        UUID segment = UUID.randomUUID();
        String members = "{\"op\":\"inSegment\",\"value\":\"%s\"}".formatted(segment);

        send(new SegmentDefined(new SegmentState(segment, 1, "Zestaw", null, "STATIC", "PUBLIC", "owner", null)));
        send(new SegmentEntered(membership(segment, first, 1)));
        send(new SegmentEntered(membership(segment, second, 2)));
        await(() -> assertThat(ids(search(members))).containsExactlyInAnyOrder(first, second));
        send(new SegmentLeft(membership(segment, first, 5)));
        send(new SegmentEntered(membership(segment, first, 4)));

        await(() -> assertThat(ids(search(members))).containsExactly(second));
        assertThat(ids(search("""
                {"all":[{"op":"notInSegment","value":["%s"]},{"any":[%s,{"field":"nip","op":"eq","value":"%s"}]}]}"""
                .formatted(segment, members, api.get(CLIENTS + "/" + first).body().path("nip").asString()))))
                .containsExactly(first);
    }

    @Test
    void tellsNobodyElseWhoIsInARestrictedSegment() {
        String id = api.post(CLIENTS, Cards.bakery()).id();
        UUID segment = UUID.randomUUID();
        String members = "{\"any\":[{\"op\":\"inSegment\",\"value\":\"%s\"}]}".formatted(segment);
        String filter = "{\"criteria\":" + members + "}";
        Api curious = Api.of(web, "curious", "clients:read", "clients:write");
        Api admin = Api.of(web, "admin", "clients:read", "audit:read");
        send(new SegmentEntered(membership(segment, id, 1)));
        await(() -> assertThat(ids(admin.post(SEARCH, filter).body())).containsExactly(id));
        assertThat(curious.post(SEARCH, filter).status()).isEqualTo(400);

        send(new SegmentDefined(new SegmentState(segment, 0, "Zestaw", null, "STATIC", "PUBLIC", "owner", null)));
        await(() -> assertThat(ids(curious.post(SEARCH, filter).body())).containsExactly(id));
        send(new SegmentDefined(new SegmentState(segment, 2, "Zestaw", null, "STATIC", "RESTRICTED", "owner", null)));
        send(new SegmentDefined(new SegmentState(segment, 1, "Zestaw", null, "STATIC", "PUBLIC", "owner", null)));

        await(() -> assertThat(curious.post(SEARCH, filter).status()).isEqualTo(400));
        assertThat(curious.post(SEARCH, filter).body().at("/errors/0/field").asString())
                .isEqualTo("criteria.any[0].value");
        assertThat(curious.post(SEARCH, filter.replace("inSegment", "notInSegment")).status()).isEqualTo(400);
        assertThat(curious.post("/api/v1/client-exports", filter).status()).isEqualTo(400);
        assertThat(ids(Api.of(web, "owner", "clients:read").post(SEARCH, filter).body())).containsExactly(id);
        assertThat(ids(admin.post(SEARCH, filter).body())).containsExactly(id);
        send(new SegmentDefined(new SegmentState(segment, 3, "Zestaw", null, "STATIC", "PUBLIC", "owner", null)));
        await(() -> assertThat(curious.post(SEARCH, filter).status()).isEqualTo(200));
    }

    @Test
    void asksAboutARestrictedSegmentForThoseItIsSharedWithAsLongAsItIs() {
        String id = api.post(CLIENTS, Cards.bakery()).id();
        UUID segment = UUID.randomUUID();
        String filter = "{\"criteria\":{\"op\":\"inSegment\",\"value\":\"%s\"}}".formatted(segment);
        Api anna = Api.of(web, "anna", "clients:read", "clients:write");
        Api curious = Api.of(web, "curious", "clients:read", "clients:write");
        send(new SegmentEntered(membership(segment, id, 1)));
        send(new SegmentDefined(new SegmentState(segment, 1, "Zestaw", null, "STATIC", "RESTRICTED", "owner",
                List.of("anna", "jan"))));

        await(() -> assertThat(ids(anna.post(SEARCH, filter).body())).containsExactly(id));
        assertThat(curious.post(SEARCH, filter).status()).isEqualTo(400);

        send(new SegmentDefined(new SegmentState(segment, 2, "Zestaw", null, "STATIC", "RESTRICTED", "owner",
                List.of("jan"))));
        await(() -> assertThat(anna.post(SEARCH, filter).status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'all':[{'field':'shoeSize','op':'eq','value':1}]} | criteria.all[0].field",
        "{'any':[{'field':'name','op':'like','value':'x'}]} | criteria.any[0].op",
        "{'field':'documents.count','op':'gt','value':'many'} | criteria.value",
        "{'not':{'field':'createdAt','op':'before','value':'2026-02-30'}} | criteria.not.value",
        "{'field':'customFields.nobodyDefinedThis','op':'isSet'} | criteria.field",
        "{'field':'active','op':'gt','value':1} | criteria.op",
        "{'op':'inSegment','value':'x'} | criteria.value"})
    void refusesCriteriaByTheirPath(String criteria, String path) {
        var answer = post(criteria.replace('\'', '"'), "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(path);
    }

    @Test
    void asksACustomFieldForWhatItIs() {
        String code = "n" + Cards.freshNip();
        api.post("/api/v1/custom-fields", Cards.json(Map.of("code", code, "name", "Liczba", "type", "NUMBER")));
        var card = Cards.bakery();
        card.putObject("customFields").put(code, 7.5);
        String id = api.post(CLIENTS, card).id();
        String criteria = "{\"field\":\"customFields.%s\",\"op\":\"%s\",\"value\":%s}";

        assertThat(ids(search(criteria.formatted(code, "gt", "7")))).containsExactly(id);
        assertThat(post(criteria.formatted(code, "startsWith", "\"7\""), "").status()).isEqualTo(400);
    }

    @Test
    void refusesWhatItDoesNotKnowBesideTheCriteria() {
        assertThat(post("{\"field\":\"nip\",\"op\":\"isSet\"}", ",\"sort\":[\"shoeSize\"]").status()).isEqualTo(400);
        assertThat(post("{\"field\":\"nip\",\"op\":\"isSet\"}", ",\"limit\":501").status()).isEqualTo(400);
        assertThat(post("{\"field\":\"nip\",\"op\":\"isSet\"}", ",\"cursor\":\"x\"").status()).isEqualTo(400);
        assertThat(api.post(SEARCH, "{}").body().path("items").size()).isPositive();
    }

    private JsonNode search(String criteria) {
        var answer = post(criteria, "");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private Api.Answer post(String criteria, String more) {
        return api.post(SEARCH, "{\"criteria\":" + criteria + more + "}");
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(client -> client.path("id").asString()).toList();
    }

    private Long kept(UUID client) {
        return database.sql("select count(*) from client_consent where client_id = :id").bind("id", client)
                .mapValue(Long.class).one().block();
    }

    private static ConsentState consent(UUID client, String status, long version) {
        return new ConsentState(client, "EMAIL_MARKETING", status, List.of("EMAIL"), null, null, null, version);
    }

    private static Membership membership(UUID segment, String client, long sequence) {
        return new Membership(segment, UUID.fromString(client), "CHANGE", Instant.EPOCH, sequence);
    }

    private void send(Event event) {
        KafkaProbe.shared().send(event.topic(), event.key(), codec.json(event).getBytes(StandardCharsets.UTF_8),
                Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_source", "/test",
                        "ce_type", EventTypes.typeOf(event.getClass())));
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}

package pl.kartoteka.segment.ingestion;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.ConsentEvent.ConsentGranted;
import pl.kartoteka.events.ConsentEvent.ConsentWithdrawn;
import pl.kartoteka.events.MessageEvent.MessageSent;
import pl.kartoteka.events.MessageState;
import pl.kartoteka.events.Money;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocument;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentCancelled;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentIssued;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Events;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.segment.Api.await;

@ServiceTest
class SegmentsFollowEventsIT {
    private static final String ENTERED = "kartoteka.segment.entered.v1";
    private static final String LEFT = "kartoteka.segment.left.v1";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Environment settings;

    private final UUID client = UUID.randomUUID();
    private final KafkaProbe kafka = KafkaProbe.shared();
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web, "marketing");
    }

    @Test
    void aChangeMovesAClientInWithinASecondAndOutAgain() {
        String segment = api.defineDynamic("Łódź albo rzetelni", """
                {"any":[{"field":"address.city","op":"eq","value":"łódź"},
                        {"field":"traits","op":"hasAny","value":["RELIABLE"]}]}""");
        Events.send(new ClientRegistered(Events.client(client, 0, "Kraków")));
        await("client is known", () -> known(client));
        assertThat(api.isMember(segment, client)).isFalse();

        Instant changed = Instant.now();
        Events.send(Events.updated(Events.client(client, 1, "ŁÓDŹ")));
        PublishedEvent entered = kafka.awaitEvent(SegmentMemberEvent.TOPIC, ENTERED, segment + "|" + client);

        assertThat(entered.data().path("membership").path("cause").stringValue()).isEqualTo("CHANGE");
        Instant at = Instant.parse(entered.data().path("membership").path("at").stringValue());
        assertThat(Duration.between(changed, at)).isLessThan(Duration.ofSeconds(1));
        assertThat(api.isMember(segment, client)).isTrue();
        assertThat(api.get("/clients/" + client + "/segments").body().path("items").toString()).contains(segment);

        Events.send(Events.updated(Events.client(client, 2, "Warszawa")));
        PublishedEvent left = kafka.awaitEvent(SegmentMemberEvent.TOPIC, LEFT, segment + "|" + client);
        assertThat(left.data().path("membership").path("sequence").longValue())
                .isGreaterThan(entered.data().path("membership").path("sequence").longValue());
        assertThat(api.isMember(segment, client)).isFalse();
    }

    @Test
    void replayAndOldEventsChangeNothing() {
        String segment = api.defineDynamic("Gdynia", """
                {"field":"address.city","op":"eq","value":"Gdynia"}""");
        Events.send(new ClientRegistered(Events.client(client, 0, "Gdynia")));
        Events.send(Events.updated(Events.client(client, 2, "Gdynia", "VIP")));
        await("client is in", () -> api.isMember(segment, client));

        Events.send(new ClientRegistered(Events.client(client, 0, "Sopot")));
        Events.send(Events.updated(Events.client(client, 1, "Sopot")));
        Events.send(Events.updated(Events.client(client, 2, "Gdynia", "VIP")));
        settle();

        assertThat(api.isMember(segment, client)).isTrue();
        assertThat(kafka.events(SegmentMemberEvent.TOPIC, segment + "|" + client)).hasSize(1);
    }

    @Test
    void aPoisonousRecordGoesAsideAndTheNextIsTaken() {
        String key = UUID.randomUUID().toString();
        kafka.send(ClientEvent.TOPIC, key, "{\"client\":{\"id\":7}}".getBytes(), Map.of(
                "ce_specversion", "1.0", "ce_id", key, "ce_source", "/test",
                "ce_type", "kartoteka.client.registered.v1"));
        Events.send(new ClientRegistered(Events.client(client, 0, "Radom")));

        kafka.await(ClientEvent.TOPIC + ".dlt", record -> key.equals(record.key()));
        await("the next client is known", () -> known(client));
    }

    @Test
    void aWithdrawnConsentLeaves() {
        String segment = api.defineDynamic("zgoda", """
                {"not":{"field":"consent.EMAIL_MARKETING","op":"ne","value":"GRANTED"}}""");
        Events.send(new ConsentGranted(Events.consent(client, 1, "GRANTED")));
        Events.send(new ClientRegistered(Events.client(client, 0, "Kielce")));
        await("client with consent is in", () -> api.isMember(segment, client));

        Events.send(new ConsentWithdrawn(Events.consent(client, 2, "WITHDRAWN")));
        await("client without consent is out", () -> !api.isMember(segment, client));

        Events.send(new ConsentGranted(Events.consent(client, 1, "GRANTED")));
        settle();
        assertThat(api.isMember(segment, client)).isFalse();
    }

    @Test
    void salesDocumentsAddUpAlsoThoseThatCameBeforeTheirClient() {
        String segment = api.defineDynamic("kupujący", """
                {"all":[{"field":"documents.turnover","op":"gte","value":"150.00"},
                        {"field":"documents.lastDate","op":"withinLastDays","value":30},
                        {"field":"nip","op":"eq","value":"774-000-14-54"}]}""");
        Events.send(new SalesDocumentIssued(document(null, "FV/1", "100.00", "ISSUED", 1)), "/erp");
        Events.send(new SalesDocumentIssued(document(null, "FV/1", "100.00", "ISSUED", 1)), "/erp");
        Events.send(new SalesDocumentIssued(document(null, "FV/1", "60.00", "ISSUED", 1)), "/pos");
        await("documents are waiting", () -> documents("7740001454") == 2);

        Events.send(new ClientRegistered(Events.withNip(client, 0, "7740001454")));
        await("client with documents is in", () -> api.isMember(segment, client));

        Events.send(new SalesDocumentCancelled(document(client, "FV/1", "100.00", "CANCELLED", 2)), "/erp");
        await("client with less turnover is out", () -> !api.isMember(segment, client));
        Events.send(new ClientErased(client, 9));
        await("the waiting NIP is free again", () -> documents("7740001454") == 0);
    }

    @Test
    void anErasedClientLeavesEverythingAndStaysErased() {
        String segment = api.defineDynamic("Opole", """
                {"field":"address.city","op":"eq","value":"Opole"}""");
        Events.send(new ClientRegistered(Events.client(client, 0, "Opole")));
        await("client is in", () -> api.isMember(segment, client));

        Events.send(new ClientErased(client, 1));
        kafka.awaitEvent(SegmentMemberEvent.TOPIC, LEFT, segment + "|" + client);
        kafka.await(SegmentMemberEvent.TOPIC, record -> record.value() == null
                && record.key().equals(segment + "|" + client));
        Events.send(Events.updated(Events.client(client, 5, "Opole")));
        Events.send(new ConsentGranted(Events.consent(client, 7, "GRANTED")));
        settle();

        assertThat(api.isMember(segment, client)).isFalse();
        assertThat(database.sql("select facts::text || coalesce(display_name, '') from profile where client_id = :id")
                .bind("id", client).mapValue(String.class).one().block()).isEqualTo("{}");
    }

    @Test
    void aPersonWhoAsksForItIsErasedFromEveryTable() {
        String segment = api.defineDynamic("Gniezno", """
                {"field":"address.city","op":"eq","value":"Gniezno"}""");
        String nip = "5213000001";
        Events.send(new ClientRegistered(Events.withNip(client, 0, nip)));
        Events.send(Events.updated(Events.client(client, 1, "Gniezno")));
        Events.send(new SalesDocumentIssued(document(client, "FV/" + client, "100.00", "ISSUED", 1)), "/erp");
        await("client is in", () -> api.isMember(segment, client));
        await("document is there", () -> documents("7740001454") > 0);
        String mark = "Piekarnia Złoty Kłos " + client;
        assertThat(PersonalTraces.find(settings, List.of(mark, "FV/" + client)))
                .contains("public.profile", "public.sales_document");

        Events.send(new ErasureRequested(client, UUID.randomUUID(), 1, Instant.now()));

        PublishedEvent receipt = kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.receipt.v1",
                client.toString());
        assertThat(receipt.data().path("service").asString()).isEqualTo("segment-service");
        assertThat(receipt.data().path("erased").toString()).contains("profile", "sales-documents", "memberships");
        assertThat(api.isMember(segment, client)).isFalse();
        assertThat(PersonalTraces.left(settings, List.of(mark, "FV/" + client))).isEmpty();
    }

    @Test
    void aTombstoneAloneErasesAsWell() {
        String segment = api.defineDynamic("Leszno", """
                {"field":"address.city","op":"eq","value":"Leszno"}""");
        Events.send(new ClientRegistered(Events.client(client, 0, "Leszno")));
        await("client is in", () -> api.isMember(segment, client));

        kafka.send(ClientEvent.TOPIC, client.toString(), (byte[]) null, Map.of());

        await("client is out", () -> !api.isMember(segment, client));
        assertThat(PersonalTraces.left(settings, List.of("Piekarnia Złoty Kłos " + client))).isEmpty();
    }

    @Test
    void aMergedClientLeavesAndAnUndoneMergeBringsItBack() {
        String segment = api.defineDynamic("scalani", """
                {"field":"traits","op":"hasNone","value":["NIE_MA_TAKIEJ"]}""");
        Events.send(new ClientRegistered(Events.client(client, 0, "Łódź")));
        await("client is in", () -> api.isMember(segment, client));

        Events.send(new ClientMerged(Events.merged(client, 1, UUID.randomUUID())));
        await("merged client is out", () -> !api.isMember(segment, client));
        Events.send(Events.updated(Events.client(client, 2, "Łódź")));
        await("client is back", () -> api.isMember(segment, client));
    }

    @Test
    void messagesThatWentOutAreCounted() {
        String segment = api.defineDynamic("adresaci", """
                {"all":[{"field":"messages.sent","op":"gte","value":1},
                        {"field":"messages.lastSentAt","op":"withinLastDays","value":7}]}""");
        Events.send(new ClientRegistered(Events.client(client, 0, "Łódź")));
        MessageState sent = new MessageState(
                UUID.randomUUID(), client, null, "EMAIL", "EMAIL_MARKETING", "SENT", null, null, Instant.now(), 2);
        Events.send(new MessageSent(sent));

        await("client with a message is in", () -> api.isMember(segment, client));
    }

    @Test
    void timeMovesExactlyTheClientWhoseDayHasCome() {
        String segment = api.defineDynamic("ostatnie dni", """
                {"all":[{"field":"address.city","op":"eq","value":"Zamość"},
                        {"field":"documents.lastDate","op":"withinLastDays","value":3}]}""");
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Warsaw"));
        Events.send(new ClientRegistered(Events.client(client, 0, "Zamość")));
        await("client is known", () -> known(client));
        Events.send(new SalesDocumentIssued(new SalesDocument(
                client, null, "Z/" + client, "INVOICE", today.minusDays(3), pln("10.00"), null, null, "ISSUED",
                Instant.now())), "/erp");
        await("client is in", () -> api.isMember(segment, client));
        Instant due = database.sql("select due_at from due where client_id = :id").bind("id", client)
                .mapValue(Instant.class).one().block();
        assertThat(due).isEqualTo(today.plusDays(1).atStartOfDay(java.time.ZoneId.of("Europe/Warsaw")).toInstant());

        letADayPass();

        PublishedEvent left = kafka.awaitEvent(SegmentMemberEvent.TOPIC, LEFT, segment + "|" + client);
        assertThat(left.data().path("membership").path("cause").stringValue()).isEqualTo("TIME");
        assertThat(database.sql("select count(*) from due where client_id = :id").bind("id", client)
                .mapValue(Long.class).one().block()).isZero();
    }

    /** What the database would look like had the document been issued a day earlier and its due time come. */
    private void letADayPass() {
        database.sql("""
                update profile set facts = jsonb_set(facts, '{documents.lastDate}',
                    to_jsonb((facts ->> 'documents.lastDate')::bigint - 1)) where client_id = :id""")
                .bind("id", client).then().block();
        database.sql("update due set due_at = now() - interval '1 second' where client_id = :id")
                .bind("id", client).then().block();
    }

    private boolean known(UUID id) {
        return Boolean.TRUE.equals(database.sql("select present from profile where client_id = :id")
                .bind("id", id).mapValue(Boolean.class).one().block());
    }

    private long documents(String nip) {
        return database.sql("select count(*) from sales_document where nip = :nip").bind("nip", nip)
                .mapValue(Long.class).one().block();
    }

    /** Until a client sent after everything else is known on every partition: what came before has been taken. */
    private void settle() {
        List<UUID> markers = java.util.stream.Stream.generate(UUID::randomUUID).limit(40).toList();
        markers.forEach(marker -> Events.send(new ClientRegistered(Events.client(marker, 0, "Nigdzie"))));
        markers.forEach(marker -> Events.send(new ConsentGranted(Events.consent(marker, 1, "REFUSED"))));
        await("markers are known", () -> markers.stream().allMatch(this::settled));
    }

    private boolean settled(UUID marker) {
        return Boolean.TRUE.equals(database.sql("""
                select present and consent_sequences <> '{}' from profile where client_id = :id""")
                .bind("id", marker).mapValue(Boolean.class).one().block());
    }

    private SalesDocument document(UUID owner, String number, String gross, String status, long change) {
        return new SalesDocument(
                owner, "7740001454", number, "INVOICE", LocalDate.now().minusDays(2), pln(gross), null, null, status,
                Instant.parse("2026-11-20T12:00:00Z").plusSeconds(change));
    }

    private static Money pln(String amount) {
        return new Money(new BigDecimal(amount), "PLN");
    }
}

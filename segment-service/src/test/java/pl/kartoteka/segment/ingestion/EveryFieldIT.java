package pl.kartoteka.segment.ingestion;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.Money;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocument;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentCancelled;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentChanged;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentIssued;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentPaid;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Events;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.segment.Api.await;

/** Whatever filters clients moves them in and out of segments as well. */
@ServiceTest
class EveryFieldIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CARD = List.of(
            "'address.building','op':'eq','value':'5'",
            "'address.unit','op':'in','value':['1','2']",
            "'correspondence.city','op':'eq','value':'SOPOT'",
            "'correspondence.postalCode','op':'eq','value':'81 701'",
            "'delivery.street','op':'hasAny','value':['polna']",
            "'delivery.postalCode','op':'hasAll','value':['81701']",
            "'emails.OFFERS','op':'hasAny','value':['biuro@klos.example']",
            "'emails.DOCUMENTS','op':'startsWith','value':'FAKTURY@'",
            "'phones.SMS','op':'hasAny','value':['+48 500-100-200']",
            "'messengers','op':'isSet'",
            "'sites','op':'contains','value':'klos.example'",
            "'contactPreferences.hoursFrom','op':'eq','value':'09:00'",
            "'contactPreferences.hoursTo','op':'startsWith','value':'15'",
            "'contactPreferences.days','op':'hasAll','value':['MONDAY','TUESDAY']",
            "'terms.currency','op':'eq','value':'pln'",
            "'accounting.receivablesAccount','op':'startsWith','value':'201-2'",
            "'accounting.payablesAccount','op':'isSet'",
            "'accounting.postingSchema','op':'contains','value':'krajowa'",
            "'printTemplates.invoice','op':'eq','value':'faktura z logo'",
            "'printTemplates.order','op':'eq','value':'z'",
            "'messaging.emailTemplateId','op':'isSet'",
            "'messaging.documentEmail','op':'contains','value':'faktury@'",
            "'messaging.smsPhone','op':'eq','value':'+48 500 100 200'",
            "'updatedAt','op':'after','value':'2026-11-21'",
            "'headOfficeId','op':'isSet'");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Projection projection;

    @Autowired
    private DatabaseClient database;

    private final UUID client = UUID.randomUUID();
    private final UUID office = UUID.randomUUID();
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web, "marketing");
    }

    @Test
    void aClientIsWhereEveryFieldOfItsCardSaysAndLeavesWithThem() {
        String all = api.defineDynamic("wszystko naraz", group("all", CARD));
        String any = api.defineDynamic("cokolwiek", group("any", CARD));

        Events.send(new ClientRegistered(Events.everything(client, 0, office)));
        await("client is in both", () -> api.isMember(all, client) && api.isMember(any, client));
        String filledLater = api.defineDynamic("wszystko z bazy", group("all", CARD));
        assertThat(api.isMember(filledLater, client)).isTrue();

        Events.send(Events.updated(Events.client(client, 1, "Kutno")));
        await("client is in none", () -> !api.isMember(all, client) && !api.isMember(filledLater, client));
        String rest = api.defineDynamic("reszta", group("any", CARD.stream()
                .filter(condition -> !condition.startsWith("'address.building'")).toList()));
        assertThat(api.isMember(rest, client)).isFalse();
    }

    @Test
    void aListInACustomFieldIsLookedThroughLikeATextInOne() {
        String segment = api.defineDynamic("złoci", group("all", List.of(
                "'customFields.tier','op':'startsWith','value':'GOL'")));
        Events.send(new ClientRegistered(Events.withCustom(client, 0, "tier", List.of("blue", "Golden"))));
        Events.send(new ClientRegistered(Events.withCustom(office, 0, "tier", "goldfish")));
        await("both are in", () -> api.isMember(segment, client) && api.isMember(segment, office));

        Events.send(Events.updated(Events.withCustom(client, 1, "tier", List.of("blue", "red"))));
        Events.send(Events.updated(Events.withCustom(office, 1, "tier", 7)));
        await("both are out", () -> !api.isMember(segment, client) && !api.isMember(segment, office));
    }

    @Test
    void whatIsStillToBePaidMovesItsClient() {
        String segment = api.defineDynamic("dłużnicy", group("all", List.of(
                "'documents.balance','op':'gte','value':'60.00'", "'headOffice','op':'isNotSet'")));
        Events.send(new ClientRegistered(Events.client(client, 0, "Łódź")));
        Events.send(new SalesDocumentIssued(document("40.00", 1)), "/erp");
        await("debtor is in", () -> api.isMember(segment, client));

        Events.send(new SalesDocumentPaid(document("100.00", 2)), "/erp");
        await("who paid is out", () -> !api.isMember(segment, client));
        Events.send(new SalesDocumentChanged(document("0.00", 3)), "/erp");
        await("debtor is in again", () -> api.isMember(segment, client));
        Events.send(new SalesDocumentCancelled(document("0.00", 4)), "/erp");
        await("what was cancelled is not owed, although its status was left behind",
                () -> !api.isMember(segment, client));
    }

    @Test
    void ofADocumentFromBeforePaymentsWereKeptNothingIsOwedUntilItIsToldAgain() {
        String debtors = api.defineDynamic("znani dłużnicy", group("all", List.of(
                "'documents.balance','op':'isSet'", "'documents.turnover','op':'eq','value':'100.00'")));
        Events.send(new ClientRegistered(Events.client(client, 0, "Łódź")));
        Events.send(new SalesDocumentIssued(document("40.00", 1)), "/erp");
        await("debtor is in", () -> api.isMember(debtors, client));
        database.sql("update sales_document set paid = null where client_id = :id").bind("id", client).then().block();
        Events.send(new SalesDocumentIssued(new SalesDocument(client, null, "P/" + client, "PROFORMA", LocalDate.now(),
                pln("1.00"), null, null, "ISSUED", Instant.now())), "/erp");
        await("what is owed is not known", () -> !api.isMember(debtors, client));

        Events.send(new SalesDocumentIssued(document("40.00", 1)), "/erp");
        await("told again, it is", () -> api.isMember(debtors, client));
    }

    @Test
    void aHeadOfficeIsOneAsLongAsItHasABranch() {
        String segment = api.defineDynamic("centrale", group("all", List.of(
                "'hasBranches','op':'eq','value':true")));
        UUID other = UUID.randomUUID();
        Events.send(new ClientRegistered(Events.branch(client, 0, office)));
        await("branch is noted", () -> branches(office) == 1);
        Events.send(new ClientRegistered(Events.client(office, 0, "Łódź")));
        Events.send(new ClientRegistered(Events.client(other, 0, "Łódź")));
        await("head office that came later is in", () -> api.isMember(segment, office));
        assertThat(api.isMember(segment, client)).isFalse();

        Events.send(Events.updated(Events.branch(client, 1, other)));
        await("the new one is in, the old one out",
                () -> api.isMember(segment, other) && !api.isMember(segment, office));
        Events.send(Events.updated(Events.client(other, 1, "Kutno")));
        Events.send(new ClientErased(client, 2));
        await("without branches it is out", () -> !api.isMember(segment, other));
        assertThat(branches(other)).isZero();
    }

    @Test
    void headOfficesAreToldAlsoWhereThatWasCutOff() {
        String segment = api.defineDynamic("centrale po awarii", group("all", List.of(
                "'hasBranches','op':'eq','value':true")));
        List<ClientEvent> events = List.of(
                new ClientRegistered(Events.client(office, 0, "Łódź")),
                new ClientRegistered(Events.branch(client, 0, office)));
        projection.takeClients(events).block(PATIENCE);
        assertThat(api.isMember(segment, office)).isFalse();

        events.forEach(Events::send);

        await("head office is in", () -> api.isMember(segment, office));
    }

    /** As beside an instance of the release before, which knows of no branches and not of all facts. */
    @Test
    void headOfficesAreToldAlsoOfWhoWasTakenByAnOlderRelease() {
        Events.send(new ClientRegistered(Events.branch(client, 0, office)));
        await("branch is noted", () -> branches(office) == 1);
        database.sql("delete from branch where client_id = :id").bind("id", client).then().block();
        database.sql("update profile set facts = facts - 'updatedAt' where client_id = :id").bind("id", client).then()
                .block();

        Events.send(new ClientRegistered(Events.branch(client, 0, office)));

        await("branch is noted once more", () -> branches(office) == 1);
    }

    @Test
    void branchesThatComeAndGoAtOnceLeaveTheTruth() throws Exception {
        String segment = api.defineDynamic("centrale w wyścigu", group("all", List.of(
                "'hasBranches','op':'eq','value':true")));
        List<UUID> offices = Stream.generate(UUID::randomUUID).limit(4).toList();
        List<UUID> clients = Stream.generate(UUID::randomUUID).limit(24).toList();
        offices.forEach(one -> projection.takeClients(List.of(new ClientRegistered(Events.client(one, 0, "Łódź"))))
                .block(PATIENCE));

        together(clients.stream().map(one -> moving(one, offices)).toList());

        // The last word of everybody is the first office.
        await("the first is in", () -> api.isMember(segment, offices.getFirst()));
        assertThat(branches(offices.getFirst())).isEqualTo(clients.size());
        offices.stream().skip(1).forEach(one -> {
            assertThat(branches(one)).isZero();
            assertThat(api.isMember(segment, one)).isFalse();
        });
    }

    private Callable<Void> moving(UUID branch, List<UUID> offices) {
        return () -> {
            IntStream.range(0, 2 * offices.size()).forEach(version -> {
                UUID next = offices.get((branch.hashCode() & 3) % offices.size());
                UUID into = version == 2 * offices.size() - 1
                        ? offices.getFirst()
                        : offices.get((offices.indexOf(next) + version) % offices.size());
                projection.takeClients(List.of(Events.updated(Events.branch(branch, version, into))))
                        .flatMap(projection::followBranches)
                        .block(PATIENCE);
            });
            return null;
        };
    }

    private static void together(List<Callable<Void>> callers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            callers.forEach(caller -> running.add(threads.submit(caller)));
            for (Future<Void> one : running) {
                one.get();
            }
        }
    }

    private long branches(UUID headOffice) {
        return database.sql("select count(*) from branch where head_office_id = :id").bind("id", headOffice)
                .mapValue(Long.class).one().block();
    }

    private SalesDocument document(String paid, long change) {
        return new SalesDocument(
                client, null, "FV/" + client, "INVOICE", LocalDate.now().minusDays(2), pln("100.00"), pln(paid), null,
                "ISSUED", Instant.parse("2026-11-20T12:00:00Z").plusSeconds(change));
    }

    private static Money pln(String amount) {
        return new Money(new BigDecimal(amount), "PLN");
    }

    private static String group(String name, List<String> conditions) {
        return conditions.stream().map(condition -> "{'field':" + condition + "}")
                .collect(Collectors.joining(",", "{'" + name + "':[", "]}"))
                .replace('\'', '"');
    }
}

package pl.kartoteka.client.document;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class DocumentsDuringMergesIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String DOCUMENTS = "/api/v1/sales-documents";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private DocumentIntake intake;

    @Autowired
    private Environment settings;

    private Api api;
    private Answer survivor;
    private Answer duplicate;

    @BeforeEach
    void register() {
        api = Api.of(web);
        survivor = api.post(CLIENTS, Cards.company("Zostaje").put("stage", "POTENTIAL").putNull("nip"));
        duplicate = api.post(CLIENTS, Cards.company("Znika").put("stage", "POTENTIAL"));
        // A proforma makes nobody STANDARD; it is there to be moved.
        assertThat(api.post(DOCUMENTS, document("PROFORMA", "PF/1").put("clientId", duplicate.id())).status())
                .isEqualTo(201);
    }

    @Test
    void documentThatNamesTheDuplicateGoesToTheSurvivor() throws Exception {
        Answer document = duringTheMerge(
                () -> api.post(DOCUMENTS, document("INVOICE", "FV/1").put("clientId", duplicate.id())));

        assertThat(document.status()).as("%s", document.body()).isEqualTo(201);
        assertThat(document.body().path("clientId").asString()).isEqualTo(survivor.id());
        assertTradesWithTheSurvivor();
    }

    @Test
    void documentWithTheNipOfTheDuplicateGoesToTheSurvivorWhoHasItNow() throws Exception {
        Answer document = duringTheMerge(() -> api.post(DOCUMENTS, document("INVOICE", "FV/1")
                .put("nip", duplicate.body().path("nip").asString())));

        assertThat(document.status()).as("%s", document.body()).isEqualTo(201);
        assertThat(document.body().path("clientId").asString()).isEqualTo(survivor.id());
        assertTradesWithTheSurvivor();
    }

    @Test
    void documentThatWaitedForTheDuplicateGoesToTheSurvivor() throws Exception {
        duringTheMerge(() -> {
            database.sql("""
                    insert into sales_document (id, source, number, named_client_id, type, status, issued_on, currency, gross,
                                                paid, received_at)
                    values (:id, 'erp', :number, :client, 'INVOICE', 'ISSUED', '2026-11-20', 'PLN', 10.00, 0.00,
                            now() - interval '1 day')
                    """)
                    .bind("id", UUID.randomUUID()).bind("number", duplicate.id())
                    .bind("client", UUID.fromString(duplicate.id())).then().block();
            return intake.attachForgotten().thenReturn(true).block();
        });

        assertTradesWithTheSurvivor();
    }

    @Test
    void documentsAndARemovalAtOnceLeaveNoDocumentWithoutItsClient() throws Exception {
        var client = api.post(CLIENTS, Cards.company("Usuwana"));

        var answers = Parallel.calls(9, i -> i == 4
                ? api.delete(CLIENTS + "/" + client.id(), client.etag())
                : api.post(DOCUMENTS, document("INVOICE", "FV/" + i).put("clientId", client.id())));

        boolean removed = answers.get(4).status() == 204;
        answers.remove(4);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().filter(answer -> answer.body().has("clientId")).count())
                .isEqualTo(removed ? 0 : 8);
    }

    /** The merge is under way, with both clients in its hands, when the work begins, and waits for nothing but a document of ours. */
    private <T> T duringTheMerge(Supplier<T> work) throws Exception {
        CompletableFuture<Answer> merged;
        CompletableFuture<T> done;
        try (var ours = OtherTransaction.begin(settings)) {
            ours.run("select from sales_document where client_id = ? for update", UUID.fromString(duplicate.id()));
            merged = aside(() -> api.post(CLIENTS + "/" + survivor.id() + "/merge",
                    Cards.json(Map.of("duplicateId", duplicate.id()))));
            ours.awaitWaiting(1);
            done = aside(work);
            ours.awaitWaiting(2);
            ours.commit();
        }
        assertThat(merged.get().status()).as("%s", merged.get().body()).isEqualTo(201);
        return done.get();
    }

    private static <T> CompletableFuture<T> aside(Supplier<T> work) {
        return Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic()).toFuture();
    }

    private void assertTradesWithTheSurvivor() {
        JsonNode totals = api.get(CLIENTS + "/" + survivor.id() + "/documents").body().path("totals");
        assertThat(totals.path("count").asInt()).isOne();
        assertThat(api.get(CLIENTS + "/" + survivor.id()).body().path("stage").asString()).isEqualTo("STANDARD");
        assertThat(api.get(CLIENTS + "/" + duplicate.id() + "/documents").body().path("items").isEmpty()).isTrue();
    }

    private ObjectNode document(String type, String number) {
        ObjectNode document = Cards.json(Map.of("number", number + "/" + UUID.randomUUID(), "type", type, "issuedOn",
                "2026-11-20"));
        document.putObject("gross").put("amount", "10.00").put("currency", "PLN");
        return document;
    }
}

package pl.kartoteka.client.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class WaitingDocumentsIT {
    private static final String DOCUMENTS = "/api/v1/sales-documents";
    private static final String WAITING = DOCUMENTS + "?waiting=true";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private SalesDocumentData data;

    private final String mark = UUID.randomUUID().toString();
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void showsWhatNoClientIsKnownForTheLatestFirst() {
        String nobody = UUID.randomUUID().toString();
        var known = api.post("/api/v1/clients", Cards.bakery());
        api.post(DOCUMENTS, document("FV/1").put("nip", Cards.freshNip()));
        api.post(DOCUMENTS, document("FV/2").put("clientId", nobody));
        api.post(DOCUMENTS, document("FV/3").put("clientId", known.id()));
        api.post(DOCUMENTS, document("FV/4").put("nip", Cards.freshNip()));

        var first = api.get(WAITING + "&limit=1&count=true").body();
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        while (all.size() < 3) {
            JsonNode page = api.get(WAITING + "&limit=1" + next).body();
            all.add(page.at("/items/0"));
            next = "&cursor=" + page.path("nextCursor").asString();
        }

        assertThat(first.path("total").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(all).extracting(item -> item.path("number").asString())
                .containsExactly("FV/4/" + mark, "FV/2/" + mark, "FV/1/" + mark);
        assertThat(all.get(1).path("namedClientId").asString()).isEqualTo(nobody);
        assertThat(all.get(1).has("clientId")).isFalse();
    }

    @Test
    void refusesToListAnythingElse() {
        assertThat(api.get(DOCUMENTS).status()).isEqualTo(400);
        var refused = api.get(DOCUMENTS + "?waiting=false");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("waiting");
        assertThat(api.get(WAITING + "&cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void forgetsWhatWaitedInVainAndNothingElse() {
        var known = api.post("/api/v1/clients", Cards.bakery());
        String old = api.post(DOCUMENTS, document("FV/1").put("nip", Cards.freshNip())).id();
        String young = api.post(DOCUMENTS, document("FV/2").put("nip", Cards.freshNip())).id();
        String attached = api.post(DOCUMENTS, document("FV/3").put("clientId", known.id())).id();
        receivedDaysAgo(401, old);
        receivedDaysAgo(399, young);
        receivedDaysAgo(401, attached);

        data.forgetWhatWaitsInVain().block();

        assertThat(kept(old)).isFalse();
        assertThat(kept(young)).isTrue();
        assertThat(kept(attached)).isTrue();
    }

    private void receivedDaysAgo(int days, String document) {
        database.sql("update sales_document set received_at = now() - make_interval(days => :days) where id = :id")
                .bind("days", days).bind("id", UUID.fromString(document)).then().block();
    }

    private boolean kept(String document) {
        return Boolean.TRUE.equals(database.sql("select exists (select from sales_document where id = :id)")
                .bind("id", UUID.fromString(document)).mapValue(Boolean.class).one().block());
    }

    private ObjectNode document(String number) {
        ObjectNode document = Cards.json(Map.of("number", number + "/" + mark, "type", "INVOICE", "issuedOn",
                "2026-11-20"));
        document.putObject("gross").put("amount", "10.00").put("currency", "PLN");
        return document;
    }
}

package pl.kartoteka.client.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class StructureIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void givesEachTermWithTheClientItComesFrom() {
        var top = Cards.company("Grupa");
        top.putObject("terms").put("paymentDays", 30).put("priceList", "HURT").put("discountPercent", "7.50")
                .putObject("creditLimit").put("amount", "5000.00").put("currency", "PLN");
        String topId = register(top, null);
        var middle = Cards.company("Region");
        middle.putObject("terms").put("paymentDays", 14);
        String middleId = register(middle, topId);
        var bottom = Cards.company("Sklep");
        bottom.putObject("terms").put("priceList", "DETAL");
        String bottomId = register(bottom, middleId);

        JsonNode terms = api.get(CLIENTS + "/{id}/terms", bottomId).body();

        assertThat(terms.at("/priceList/value").asString()).isEqualTo("DETAL");
        assertThat(terms.at("/priceList/inherited").asBoolean()).isFalse();
        assertThat(terms.at("/paymentDays/value").asInt()).isEqualTo(14);
        assertThat(terms.at("/paymentDays/clientId").asString()).isEqualTo(middleId);
        assertThat(terms.at("/discountPercent/value").asString()).isEqualTo("7.50");
        assertThat(terms.at("/discountPercent/clientName").asString()).isEqualTo("Grupa");
        assertThat(terms.at("/creditLimit/value/amount").asString()).isEqualTo("5000.00");
        assertThat(terms.at("/creditLimit/clientId").asString()).isEqualTo(topId);
        assertThat(terms.hasNonNull("paymentForm")).isFalse();
        assertThat(api.get(CLIENTS + "/{id}/terms", UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void showsTheWholeOrganisationFromAnyPlaceInIt() {
        String top = register(Cards.company("Szczyt"), null);
        String left = register(Cards.company("Lewa"), top);
        String right = register(Cards.company("Prawa"), top);
        String leaf = register(Cards.company("Liść"), left);

        JsonNode tree = api.get(CLIENTS + "/{id}/structure", leaf).body();

        assertThat(tree.path("topId").asString()).isEqualTo(top);
        assertThat(tree.path("complete").asBoolean()).isTrue();
        assertThat(tree.path("items").valueStream().map(node -> node.path("id").asString()))
                .containsExactly(top, left, leaf, right);
        assertThat(tree.path("items").valueStream().map(node -> node.path("depth").asInt()))
                .containsExactly(0, 1, 2, 1);
    }

    @Test
    void saysThatHeadOfficePaysWhereTheCardSaysSo() {
        String top = register(Cards.company("Płatnik"), null);
        String middle = register(Cards.company("Pośrednik").put("payer", "HEAD_OFFICE"), top);
        String bottom = register(Cards.company("Odbiorca").put("payer", "HEAD_OFFICE"), middle);
        String other = register(Cards.company("Samodzielny"), top);

        JsonNode payer = api.get(CLIENTS + "/{id}/payer", bottom).body();

        assertThat(payer.at("/payer/id").asString()).isEqualTo(top);
        assertThat(payer.at("/recipient/id").asString()).isEqualTo(bottom);
        assertThat(payer.path("reason").asString()).isEqualTo("HEAD_OFFICE_PAYS");
        assertThat(payer.path("via").size()).isEqualTo(2);
        assertThat(api.get(CLIENTS + "/{id}/payer", other).body().path("reason").asString()).isEqualTo("SELF");
        assertThat(api.get(CLIENTS + "/{id}/payer", other).body().at("/payer/id").asString()).isEqualTo(other);
    }

    @Test
    void makesMunicipalityPayForItsUnits() {
        String municipality = register(unit("Gmina Testowa"), null);
        String school = register(unit("Szkoła Podstawowa"), municipality);

        JsonNode payer = api.get(CLIENTS + "/{id}/payer", school).body();

        assertThat(payer.at("/payer/name").asString()).isEqualTo("Gmina Testowa");
        assertThat(payer.path("reason").asString()).isEqualTo("LOCAL_GOVERNMENT_UNIT");
        var alone = api.post(CLIENTS, unit("Przedszkole").put("headOfficeId", municipality).put("payer", "SELF"));
        assertThat(alone.status()).isEqualTo(400);
        assertThat(alone.body().at("/errors/0/code").asString()).isEqualTo("payer.local-government");
        var nobody = api.post(CLIENTS, Cards.company("Bez centrali").put("payer", "HEAD_OFFICE"));
        assertThat(nobody.body().at("/errors/0/code").asString()).isEqualTo("payer.no-head-office");
    }

    @Test
    void staysFreeOfCirclesHoweverManyMoveAtOnce() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            ids.add(register(Cards.company("Węzeł " + i), null));
        }

        var answers = Parallel.calls(6, i -> api.patch(CLIENTS + "/" + ids.get(i), "\"1\"",
                Cards.json(Map.of("headOfficeId", ids.get((i + 1) % 6)))));

        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(5);
        for (String id : ids) {
            assertThat(way(id)).doesNotHaveDuplicates();
        }
    }

    private List<String> way(String id) {
        var way = new ArrayList<String>();
        var seen = new HashSet<String>();
        String at = id;
        while (at != null) {
            way.add(at);
            if (!seen.add(at)) {
                break;
            }
            JsonNode above = api.get(CLIENTS + "/{id}", at).body().path("headOfficeId");
            at = above.isString() ? above.asString() : null;
        }
        return way;
    }

    private static ObjectNode unit(String name) {
        return Cards.company(name).put("kind", "INSTITUTION").put("localGovernment", true);
    }

    private String register(ObjectNode card, String headOffice) {
        if (headOffice != null) {
            card.put("headOfficeId", headOffice);
        }
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.id();
    }
}

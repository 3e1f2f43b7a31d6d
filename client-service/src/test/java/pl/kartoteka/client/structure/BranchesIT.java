package pl.kartoteka.client.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class BranchesIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void listsTheClientsRightBelowOne() {
        var office = register("Centrala", null);
        var region = register("Region", office);
        register("Punkt", region);

        assertThat(names(api.get(CLIENTS + "/{id}/branches", office).body())).containsExactly("Region");
        assertThat(names(api.get(CLIENTS + "/{id}/branches", region).body())).containsExactly("Punkt");
    }

    @Test
    void listsBranchesAsFarBelowAsIsAskedFor() {
        var office = register("Sieć handlowa", null);
        var region = register("Region północ", office);
        var city = register("Miasto", region);
        register("Kiosk", city);

        assertThat(names(api.get(CLIENTS + "/{id}/branches?depth=2", office).body()))
                .containsExactlyInAnyOrder("Region północ", "Miasto");
        assertThat(names(api.get(CLIENTS + "/{id}/branches?depth=1000", office).body())).hasSize(3);
        assertThat(api.get(CLIENTS + "/{id}/branches?depth=1000&count=true", office).body().path("total").asInt())
                .isEqualTo(3);
        assertThat(api.get(CLIENTS + "/{id}/branches?depth=0", office).status()).isEqualTo(400);
    }

    @Test
    void answersAnEmptyPageForAClientWithoutBranches() {
        var answer = api.get(CLIENTS + "/{id}/branches?count=true", register("Samotna", null));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("items").isEmpty()).isTrue();
        assertThat(answer.body().path("total").asInt()).isZero();
    }

    @Test
    void givesEveryBranchOnceOverItsPages() {
        var office = register("Sieć", null);
        for (var i = 1; i <= 5; i++) {
            register("Oddział " + i, office);
        }

        var seen = new ArrayList<String>();
        var page = api.get(CLIENTS + "/{id}/branches?limit=2&count=true", office).body();
        assertThat(page.path("total").asInt()).isEqualTo(5);
        while (true) {
            seen.addAll(names(page));
            if (page.path("nextCursor").isMissingNode()) {
                break;
            }
            page = api.get(CLIENTS + "/{id}/branches?limit=2&cursor={cursor}", office,
                    page.path("nextCursor").asString()).body();
        }

        assertThat(seen).containsExactlyInAnyOrder("Oddział 1", "Oddział 2", "Oddział 3", "Oddział 4", "Oddział 5");
    }

    @Test
    void refusesAnUnknownClientAndABrokenCursor() {
        assertThat(api.get(CLIENTS + "/{id}/branches", UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.get(CLIENTS + "/{id}/branches?cursor=x", register("Cursor", null)).status()).isEqualTo(400);
    }

    private String register(String name, String headOffice) {
        var card = Cards.company(name);
        if (headOffice != null) {
            card.put("headOfficeId", headOffice);
        }
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).isEqualTo(201);
        return answer.id();
    }

    private static List<String> names(JsonNode page) {
        return page.path("items").valueStream().map(client -> client.path("name").asString()).toList();
    }
}

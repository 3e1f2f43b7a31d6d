package pl.kartoteka.client.representative;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RepresentativeIT {
    private static final String REPRESENTATIVES = "/api/v1/representatives";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Erasures erasures;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void letsOnePersonActForManyWithAPositionInEach() {
        var person = add("Żaneta", "Łącka-" + mark);
        String first = company("Pierwsza");
        String second = company("Druga");

        assertThat(put(first, person, "Prezes").status()).isEqualTo(200);
        assertThat(put(second, person, "Prokurent").status()).isEqualTo(200);
        assertThat(put(second, person, "Członek zarządu", etag(second)).body().at("/items/0/position").asString())
                .isEqualTo("Członek zarządu");

        var clients = api.get(REPRESENTATIVES + "/" + person.id() + "/clients").body().path("items");
        assertThat(
                clients.valueStream().map(one -> one.path("name").asString() + " " + one.path("position").asString()))
                .containsExactly("Druga Członek zarządu", "Pierwsza Prezes");
        assertThat(api.get(first + "/representatives").body().at("/items/0/lastName").asString())
                .isEqualTo("Łącka-" + mark);
        var refused = api.delete(REPRESENTATIVES + "/" + person.id(), person.etag());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("clients").asInt()).isEqualTo(2);

        assertThat(api.delete(first + "/representatives/" + person.id(), etag(first)).status()).isEqualTo(204);
        assertThat(api.delete(first + "/representatives/" + person.id(), etag(first)).status()).isEqualTo(404);
        assertThat(api.delete(second + "/representatives/" + person.id(), etag(second)).status()).isEqualTo(204);
        assertThat(api.delete(REPRESENTATIVES + "/" + person.id(), person.etag()).status()).isEqualTo(204);
        assertThat(api.get(REPRESENTATIVES + "/" + person.id()).status()).isEqualTo(404);
    }

    @Test
    void isFoundByPartsOfTheNameWithoutDiacritics() {
        var person = add("Żaneta", "Łącka-" + mark);
        add("Inna", "Osoba-" + mark);

        var found = api.get(REPRESENTATIVES + "?q={q}", "zan lacka-" + mark).body().path("items");

        assertThat(found.valueStream().map(one -> one.path("id").asString())).containsExactly(person.id());
        assertThat(api.get(REPRESENTATIVES + "?limit=1&q={q}", mark).body().has("nextCursor")).isTrue();
    }

    @Test
    void changesOnlyAsItWasSeen() {
        var person = add("Jan", "Testowy-" + mark);

        var changed = api.patch(REPRESENTATIVES + "/" + person.id(), person.etag(), "{\"phone\":\"500 100 200\"}");

        assertThat(changed.body().path("phone").asString()).isEqualTo("+48500100200");
        assertThat(api.patch(REPRESENTATIVES + "/" + person.id(), person.etag(), "{\"phone\":null}").status())
                .isEqualTo(412);
    }

    @Test
    void changesWhoActsForAClientOnlyAsItWasSeen() throws Exception {
        String client = company("Widziana");
        var person = add("Jan", "Testowy-" + mark);
        var other = add("Ewa", "Testowa-" + mark);
        String nobody = etag(client);
        String seen = put(client, person, "0").etag();
        assertThat(seen).isEqualTo(etag(client)).isNotEqualTo(nobody);

        var answers = Parallel.calls(8, i -> put(client, person, "Pozycja " + i, seen));

        assertThat(answers.stream().map(Answer::status).sorted()).containsExactly(200, 412, 412, 412, 412, 412, 412,
                412);
        String path = client + "/representatives/" + person.id();
        assertThat(put(client, person, "Nie widziana").status()).isEqualTo(428);
        assertThat(put(client, other, "Nowa", seen).status()).isEqualTo(412);
        assertThat(api.delete(path, seen).status()).isEqualTo(412);
        assertThat(api.delete(path, null).status()).isEqualTo(428);
        assertThat(put(client, other, "Nowa").status()).isEqualTo(200);
        assertThat(api.delete(path, etag(client)).status()).isEqualTo(204);
    }

    @Test
    void neverLosesAPersonSomebodyHasJustNamed() throws Exception {
        for (int round = 0; round < 5; round++) {
            var person = add("Jan", "Testowy-" + mark);
            String client = company("Wyścig");

            var answers = Parallel.calls(2, i -> i == 0
                    ? put(client, person, "Prezes")
                    : api.delete(REPRESENTATIVES + "/" + person.id(), person.etag()));

            boolean named = answers.get(0).status() == 200;
            assertThat(answers.get(1).status()).isEqualTo(named ? 409 : 204);
            assertThat(answers.get(0).status()).isIn(200, 404);
        }
    }

    @Test
    void neverForgetsWithAnErasedClientWhomAnotherHasJustNamed() {
        for (int round = 0; round < 8; round++) {
            var person = add("Ewa", "Wspólna-" + mark);
            String erased = company("Znikająca");
            String other = company("Inna");
            put(erased, person, "Prezes");

            var erasing = erasures.erase(UUID.fromString(erased.substring(erased.lastIndexOf('/') + 1))).toFuture();
            Answer named = put(other, person, "Prokurent");
            erasing.join();

            assertThat(named.status()).isIn(200, 404);
            boolean stays = named.status() == 200;
            assertThat(api.get(REPRESENTATIVES + "/" + person.id()).status()).isEqualTo(stays ? 200 : 404);
            assertThat(api.get(other + "/representatives").body().path("items").size()).isEqualTo(stays ? 1 : 0);
        }
    }

    @Test
    void refusesWhatCannotBe() {
        var refused = api.post(REPRESENTATIVES, "{\"firstName\":\" \",\"lastName\":\"X\"}");
        var contacts = api.post(REPRESENTATIVES, Cards.json(
                Map.of("firstName", "A", "lastName", "B", "email", "nobody@", "phone", "12")));
        String client = company("Pusta");

        assertThat(refused.body().path("errors").size()).isEqualTo(1);
        assertThat(contacts.body().path("errors").size()).isEqualTo(2);
        assertThat(api.send(HttpMethod.PUT, client + "/representatives/" + UUID.randomUUID(),
                "{\"position\":\"Prezes\"}", _ -> {}).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/clients/" + UUID.randomUUID() + "/representatives").status()).isEqualTo(404);
    }

    private Answer add(String firstName, String lastName) {
        return api.post(REPRESENTATIVES, Cards.json(Map.of("firstName", firstName, "lastName", lastName)));
    }

    private String company(String name) {
        return "/api/v1/clients/" + api.post("/api/v1/clients", Cards.company(name)).id();
    }

    private Answer put(String client, Answer person, String position) {
        return put(client, person, position, null);
    }

    private Answer put(String client, Answer person, String position, @Nullable String seen) {
        return api.put(client + "/representatives/" + person.id(), seen, Cards.json(Map.of("position", position)));
    }

    private String etag(String client) {
        return api.get(client + "/representatives").etag();
    }
}

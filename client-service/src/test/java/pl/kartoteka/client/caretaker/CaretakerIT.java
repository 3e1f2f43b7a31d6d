package pl.kartoteka.client.caretaker;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class CaretakerIT {
    private static final String SUBSTITUTIONS = "/api/v1/substitutions";

    @Autowired
    private WebTestClient web;

    /** People of this test alone. */
    private final String anna = "anna-" + UUID.randomUUID();
    private final String jan = "jan-" + UUID.randomUUID();
    private final String ewa = "ewa-" + UUID.randomUUID();
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Warsaw"));

    private Api api;
    private String client;

    @BeforeEach
    void register() {
        api = Api.of(web);
        client = api.post("/api/v1/clients", Cards.company("Pod opieką")).id();
    }

    @Test
    void passesTheFirstPlaceOnAndTellsTheHistoryAndTheWorld() {
        put(anna, "PRIMARY");

        var answer = put(jan, "PRIMARY");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(roles(answer)).containsExactly(jan + " PRIMARY", anna + " ADDITIONAL");
        assertThat(roles(api.get(caretakers()))).containsExactly(jan + " PRIMARY", anna + " ADDITIONAL");
        var state = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", client).data();
        assertThat(state.at("/client/caretakers/0/role").asString()).isEqualTo("PRIMARY");
        assertThat(api.get("/api/v1/clients/" + client + "/history").body().toString()).contains("caretakers");

        assertThat(api.delete(caretakers() + "/" + jan, answer.etag()).status()).isEqualTo(204);
        var rest = api.get(caretakers());
        assertThat(roles(rest)).containsExactly(anna + " ADDITIONAL");
        assertThat(api.delete(caretakers() + "/" + jan, rest.etag()).status()).isEqualTo(404);
    }

    @Test
    void hasOnePrimaryCaretakerHoweverManyAreNamedAtOnce() throws Exception {
        var answers = Parallel.calls(8, i -> {
            Answer answer;
            do {
                answer = put("k" + i, "PRIMARY");
            } while (answer.status() == 412);
            return answer;
        });

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        var items = api.get(caretakers()).body().path("items");
        assertThat(items.size()).isEqualTo(8);
        assertThat(items.valueStream().filter(item -> item.path("role").asString().equals("PRIMARY"))).hasSize(1);
    }

    @Test
    void changesThemOnlyAsTheyWereSeen() throws Exception {
        String seen = api.get(caretakers()).etag();

        var answers = Parallel.calls(8, i -> put("k" + i, "PRIMARY", seen));

        assertThat(answers.stream().map(Answer::status).sorted()).containsExactly(200, 412, 412, 412, 412, 412, 412,
                412);
        String present = caretakers() + "/" + api.get(caretakers()).body().at("/items/0/subject").asString();
        assertThat(api.delete(present, seen).status()).isEqualTo(412);
        assertThat(api.delete(present, null).status()).isEqualTo(428);
        assertThat(put(anna, "PRIMARY", null).status()).isEqualTo(428);
        assertThat(api.get(caretakers()).body().path("items").size()).isEqualTo(1);
    }

    @Test
    void refusesASecondPrimaryOnTheCardItself() {
        var card = Cards.company("Dwoje głównych");
        card.putArray("caretakers").add(Cards.json(Map.of("subject", "a", "role", "PRIMARY")))
                .add(Cards.json(Map.of("subject", "b", "role", "PRIMARY")))
                .add(Cards.json(Map.of("subject", "a")));

        var refused = api.post("/api/v1/clients", card);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("code").asString()))
                .containsExactlyInAnyOrder("caretaker.second-primary", "caretaker.repeated");
    }

    @Test
    void passesClientsToWhoeverStandsInTodayAndBackByItself() {
        put(anna, "PRIMARY");
        assertThat(mineToday(anna)).containsExactly(client);
        assertThat(mineToday(jan)).isEmpty();

        var substitution = substitute(anna, jan, today.minusDays(1), today.plusDays(1));
        assertThat(substitution.status()).isEqualTo(201);
        assertThat(substitution.body().path("active").asBoolean()).isTrue();

        assertThat(mineToday(anna)).isEmpty();
        assertThat(mineToday(jan)).containsExactly(client);
        assertThat(api.get(caretakers()).body().at("/items/0/today").asString()).isEqualTo(jan);
        assertThat(found(anna, "caretaker=me")).containsExactly(client);
        assertThat(found(jan, "caretaker=" + anna)).containsExactly(client);

        var over = api.patch(SUBSTITUTIONS + "/" + substitution.id(), substitution.etag(),
                Cards.json(Map.of("to", today.minusDays(1).toString())));
        assertThat(over.body().path("active").asBoolean()).isFalse();
        assertThat(mineToday(anna)).containsExactly(client);
    }

    @Test
    void followsChainsAndDoesNotRunInCircles() {
        put(anna, "PRIMARY");
        substitute(anna, jan, today, today);
        var second = substitute(jan, ewa, today, null);

        assertThat(mineToday(ewa)).containsExactly(client);
        assertThat(mineToday(jan)).isEmpty();

        substitute(ewa, anna, today, today);
        assertThat(mineToday(anna)).as("all three are away: everybody keeps their own").containsExactly(client);
        assertThat(mineToday(ewa)).isEmpty();
        assertThat(api.delete(SUBSTITUTIONS + "/" + second.id(), second.etag()).status()).isEqualTo(204);
        assertThat(mineToday(jan)).containsExactly(client);
    }

    @Test
    void letsOneOfManyOverlappingSubstitutionsIn() throws Exception {
        var answers = Parallel.calls(8, i -> substitute(anna, "k" + i, today.plusDays(i), today.plusDays(10)));

        assertThat(answers.stream().map(Answer::status).sorted())
                .isEqualTo(List.of(201, 409, 409, 409, 409, 409, 409, 409));
        assertThat(substitute(anna, jan, today.plusDays(11), null).status()).isEqualTo(201);
        assertThat(substitute(anna, ewa, today.plusDays(400), null).body().path("type").asString())
                .isEqualTo("urn:kartoteka:problem:substitution-overlaps");
    }

    @Test
    void refusesSubstitutionsThatMakeNoSense() {
        var refused = substitute(anna, anna, today, today.minusDays(1));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").size()).isEqualTo(2);
        assertThat(api.get("/api/v1/clients?mine=tomorrow").status()).isEqualTo(400);
        assertThat(api.get(SUBSTITUTIONS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.get(SUBSTITUTIONS + "?active=true&limit=1").status()).isEqualTo(200);
    }

    private Answer substitute(String absent, String substitute, LocalDate from, LocalDate to) {
        var body = Cards.json(Map.of("absent", absent, "substitute", substitute, "from", from.toString()));
        return api.post(SUBSTITUTIONS, to == null ? body : body.put("to", to.toString()));
    }

    private List<String> mineToday(String subject) {
        return found(subject, "mine=today");
    }

    private List<String> found(String subject, String filter) {
        return Api.of(web, subject, "clients:read").get("/api/v1/clients?" + filter).body().path("items").valueStream()
                .map(item -> item.path("id").asString()).toList();
    }

    private Answer put(String subject, String role) {
        return put(subject, role, api.get(caretakers()).etag());
    }

    private Answer put(String subject, String role, @Nullable String seen) {
        return api.put(caretakers() + "/" + subject, seen, "{\"role\":\"" + role + "\"}");
    }

    private String caretakers() {
        return "/api/v1/clients/" + client + "/caretakers";
    }

    private static List<String> roles(Answer answer) {
        return answer.body().path("items").valueStream()
                .map(item -> item.path("subject").asString() + " " + item.path("role").asString()).toList();
    }
}

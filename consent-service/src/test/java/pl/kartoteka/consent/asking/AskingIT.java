package pl.kartoteka.consent.asking;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.Person;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;
import static pl.kartoteka.consent.Person.text;

@ServiceTest
class AskingIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SMS = "SMS_MARKETING";

    private final Api api;
    private final Person person;
    private final Clients clients;
    private final Links links;
    private UUID client;

    @Autowired
    AskingIT(WebTestClient web, ApplicationContext context, Links links) {
        this.api = new Api(web);
        this.person = new Person(web);
        this.clients = new Clients(context);
        this.links = links;
    }

    @BeforeEach
    void hearOfAClient() {
        client = clients.known();
    }

    @Test
    void asksWithTheExactTextAndWaits() {
        JsonNode request = json(ask(Map.of("clientId", client, "purposes", List.of(EMAIL, SMS), "language", "en"))
                .expectStatus().isCreated()
                .expectHeader().valueMatches("Location", "/api/v1/consent-requests/.+"));
        URI link = URI.create(request.path("link").asString());

        assertThat(link.toString()).startsWith("https://zgody.example.test/api/v1/public/consents/")
                .doesNotContain(client.toString()).doesNotContain("klient-");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("PENDING");
        String page = text(person.opens(link).expectStatus().isOk());
        assertThat(page).contains("I agree to receive commercial information by e-mail.",
                "I agree to receive commercial information by SMS.");
        JsonNode read = json(api.privacy().get()
                .uri("/api/v1/consent-requests/{id}", request.path("id").asString()).exchange().expectStatus().isOk());
        assertThat(read.has("link")).isFalse();
        assertThat(read.path("questions").findValuesAsString("textVersion")).containsExactly("1", "1");
    }

    @Test
    void showsTheTextThatWasAskedAboutAndNotANewerOne() {
        String purpose = purpose("Treść pierwsza", "Treść druga");
        URI link = link(purpose);
        addText(purpose, "Treść trzecia");

        String page = text(person.opens(link).expectStatus().isOk());
        person.sends(link, "answer." + purpose + "=yes").expectStatus().isOk();

        assertThat(page).contains("Treść druga").doesNotContain("Treść pierwsza").doesNotContain("Treść trzecia");
        JsonNode consent = consent(purpose);
        assertThat(consent.path("evidence").path("textVersion").asInt()).isEqualTo(2);
        assertThat(consent.path("evidence").path("method").asString()).isEqualTo("EMAIL_LINK");
        assertThat(consent.path("evidence").path("reference").asString()).startsWith("consent-request/");
    }

    @Test
    void takesAnAnswerToEachQuestion() {
        URI link = link(EMAIL, SMS);

        String page = text(person.sends(link, "answer.EMAIL_MARKETING=yes&answer.SMS_MARKETING=no")
                .expectStatus().isOk());

        assertThat(page).contains("zapisaliśmy Twoją odpowiedź");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("REFUSED");
        assertThat(consent(EMAIL).path("askedAt").asString()).isNotEmpty();
    }

    @Test
    void namesEveryFieldThatCannotBeRead() {
        JsonNode problem = json(ask(Map.of(
                "clientId", "nobody", "purposes", List.of(), "language", "POL", "channel", "PIGEON",
                "expiresAt", "tomorrow")).expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("clientId", "purposes", "language", "channel", "expiresAt");
    }

    @Test
    void leadsToAPageThatAgreesToNothingThatWasNotAsked() {
        String behind = text(person.opens(link(EMAIL)))
                .replaceAll("(?s).*href=\"([^\"]*/preferences/[^\"?]+).*", "$1");

        person.sends(behind, "answer.SMS_MARKETING=yes&seen.SMS_MARKETING=0&text.SMS_MARKETING=pl:1")
                .expectStatus().isBadRequest();

        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("NO_CONSENT");
    }

    @Test
    void leavesOpenWhatWasNotAnswered() {
        URI link = link(EMAIL, SMS);

        person.sends(link, "answer.EMAIL_MARKETING=yes").expectStatus().isOk();

        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("PENDING");
        assertThat(text(person.opens(link))).contains("answer.SMS_MARKETING").doesNotContain("answer.EMAIL_MARKETING");
    }

    @Test
    void givesFrontEndsTheSameAsJson() {
        URI link = link(EMAIL);

        JsonNode shown = person.reads(link);
        JsonNode answered = json(person.web().post().uri(link.getRawPath())
                .accept(MediaType.APPLICATION_JSON).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"answer\":{\"EMAIL_MARKETING\":\"yes\"}}").exchange().expectStatus().isOk());
        JsonNode refused = json(person.web().post().uri(link.getRawPath())
                .accept(MediaType.APPLICATION_JSON).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"answer\":{\"EMAIL_MARKETING\":\"perhaps\"}}").exchange().expectStatus().isBadRequest());

        assertThat(shown.path("questions").path(0).path("open").asBoolean()).isTrue();
        assertThat(shown.path("questions").path(0).has("statusText")).isFalse();
        assertThat(answered.path("questions").path(0).path("status").asString()).isEqualTo("GRANTED");
        assertThat(refused.path("errors").findValuesAsString("field")).containsExactly("answer.EMAIL_MARKETING");
    }

    @Test
    void takesTheSameAnswerTwiceAndAnotherNeverAgain() {
        URI link = link(EMAIL);
        person.sends(link, "answer.EMAIL_MARKETING=yes").expectStatus().isOk();
        String entries = history(EMAIL).toString();

        person.sends(link, "answer.EMAIL_MARKETING=yes").expectStatus().isOk();
        String page = text(person.sends(link, "answer.EMAIL_MARKETING=no").expectStatus().isEqualTo(409));

        assertThat(page).contains("Na to pytanie już odpowiedziano");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(history(EMAIL)).hasToString(entries);
        assertThat(text(person.opens(link))).contains("zgoda udzielona").doesNotContain("<form");
    }

    @Test
    void letsOneOfParallelAnswersWin() {
        for (int round = 0; round < 10; round++) {
            client = clients.known();
            URI link = link(EMAIL);
            int before = history(EMAIL).size();

            List<Integer> statuses = IntStream.range(0, 8).parallel()
                    .map(i -> person.sends(link, "answer.EMAIL_MARKETING=" + (i % 2 == 0 ? "yes" : "no"))
                            .returnResult(Void.class).getStatus().value())
                    .boxed().toList();

            assertThat(history(EMAIL)).hasSize(before + 1);
            assertThat(statuses).containsOnly(200, 409);
            boolean granted = api.decide(client, EMAIL, "EMAIL").equals("GRANTED");
            for (int i = 0; i < statuses.size(); i++) {
                boolean saidWhatWon = (i % 2 == 0) == granted;
                assertThat(statuses.get(i) == 200 && !saidWhatWon).as("a yes and a no both taken").isFalse();
            }
        }
    }

    @Test
    void changesNothingWhenTheLinkIsOnlyOpened() {
        URI link = link(EMAIL);
        String before = history(EMAIL).toString();

        person.opens(link).expectStatus().isOk();
        person.opens(link.getRawPath() + "?answer.EMAIL_MARKETING=yes").expectStatus().isOk();
        person.web().head().uri(link.getRawPath()).exchange().expectStatus().isOk();

        assertThat(history(EMAIL)).hasToString(before);
    }

    @Test
    void putsANewQuestionInPlaceOfTheOldOne() {
        URI old = link(EMAIL);
        URI young = link(EMAIL);

        person.sends(old, "answer.EMAIL_MARKETING=yes").expectStatus().isEqualTo(409);

        assertThat(text(person.opens(old))).contains("zastąpiło nowsze");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("PENDING");
        person.sends(young, "answer.EMAIL_MARKETING=yes").expectStatus().isOk();
    }

    @Test
    void renewsAConsentWithoutInterruptingIt() {
        api.grant(client, EMAIL);
        String until = consent(EMAIL).path("validUntil").asString();
        URI link = link(EMAIL);

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(text(person.opens(link))).contains("pytamy, czy chcesz ją przedłużyć");
        person.sends(link, "answer.EMAIL_MARKETING=yes").expectStatus().isOk();

        assertThat(Instant.parse(consent(EMAIL).path("validUntil").asString())).isAfter(Instant.parse(until));
        URI again = link(EMAIL);
        person.sends(again, "answer.EMAIL_MARKETING=no").expectStatus().isOk();
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void tellsKindlyThatTheTimeIsOver() {
        URI over = links.answer(UUID.randomUUID(), Instant.now().minus(2, ChronoUnit.MINUTES));

        assertThat(text(person.opens(over).expectStatus().isEqualTo(410))).contains("stracił ważność");
        person.sends(over, "answer.EMAIL_MARKETING=yes").expectStatus().isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void tellsKindlyThatALinkIsNotOurs(String token) {
        String page = text(person.opens("/api/v1/public/consents/" + token).expectStatus().isNotFound()
                .expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML));

        assertThat(page).contains("Ten odnośnik nie działa").doesNotContain("urn:kartoteka");
    }

    @Test
    void tellsKindlyThatNothingIsHeldAfterAnErasure() {
        URI link = link(EMAIL);
        clients.erase(client);

        assertThat(text(person.opens(link).expectStatus().isEqualTo(410))).contains("Nie mamy już Twoich danych");
        person.sends(link, "answer.EMAIL_MARKETING=yes").expectStatus().isEqualTo(410);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
        ask(Map.of("clientId", client, "purposes", List.of(EMAIL))).expectStatus().isEqualTo(409);
    }

    @Test
    void tellsKindlyThatAPurposeWasRetired() {
        String purpose = purpose("Treść");
        URI link = link(purpose);
        api.privacy().delete().uri("/api/v1/purposes/{code}", purpose).header("If-Match", "\"1\"").exchange()
                .expectStatus().isNoContent();

        assertThat(text(person.opens(link).expectStatus().isOk())).contains("nie jest już aktualne")
                .doesNotContain("<form");
        assertThat(text(person.sends(link, "answer." + purpose + "=yes").expectStatus().isEqualTo(410)))
                .contains("To pytanie nie jest już aktualne");
        person.sends(link, "answer." + purpose + "=no").expectStatus().isOk();
    }

    @Test
    void asksAgainWhenNoAnswerWasChosen() {
        URI link = link(EMAIL);

        String page = text(person.sends(link, "").expectStatus().isBadRequest());

        assertThat(page).contains("role=\"alert\"").contains("Nie wybrano odpowiedzi").contains("<form");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("PENDING");
    }

    @Test
    void refusesAllAtOnceWhatCannotBeAsked() {
        JsonNode problem = json(ask(Map.of(
                "clientId", client,
                "purposes", List.of(EMAIL, "NOTHING", "CONTRACT_SERVICE"),
                "expiresAt", "2020-01-01T00:00:00Z")).expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("expiresAt", "purposes[1]", "purposes[2]");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("NO_CONSENT");
        JsonNode language = json(ask(Map.of("clientId", client, "purposes", List.of(EMAIL), "language", "de"))
                .expectStatus().isBadRequest());
        assertThat(language.path("errors").findValuesAsString("code")).containsExactly("purpose.no-text");
        ask(Map.of("clientId", UUID.randomUUID(), "purposes", List.of(EMAIL))).expectStatus().isNotFound();
    }

    private URI link(String... purposes) {
        return URI.create(json(ask(Map.of("clientId", client, "purposes", List.of(purposes)))
                .expectStatus().isCreated()).path("link").asString());
    }

    private WebTestClient.ResponseSpec ask(Map<String, Object> request) {
        return api.privacy().post().uri("/api/v1/consent-requests").bodyValue(request).exchange();
    }

    private JsonNode consent(String purpose) {
        return json(api.privacy().get().uri(Api.CONSENTS, client, purpose).exchange());
    }

    private JsonNode history(String purpose) {
        return json(api.privacy().get().uri(Api.CONSENTS + "/history", client, purpose).exchange()).path("items");
    }

    private String purpose(String... texts) {
        String code = "ASKED_" + UUID.randomUUID().toString().replace("-", "").toUpperCase().substring(0, 20);
        api.privacy().post().uri("/api/v1/purposes").bodyValue(Map.of(
                "code", code, "name", "Próbny cel <b>&", "legalBasis", "CONSENT", "channels", List.of("EMAIL"),
                "texts", List.of(texts).stream().map(text -> Map.of("language", "pl", "text", text)).toList()))
                .exchange().expectStatus().isCreated();
        return code;
    }

    private void addText(String purpose, String text) {
        JsonNode now = json(api.privacy().get().uri("/api/v1/purposes/{code}", purpose).exchange());
        var texts = new java.util.ArrayList<Object>();
        now.path("texts").forEach(texts::add);
        texts.add(Map.of("language", "pl", "text", text));
        api.privacy().patch().uri("/api/v1/purposes/{code}", purpose)
                .header("If-Match", "\"" + now.path("version").asLong() + "\"")
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue(Map.of("texts", texts)).exchange().expectStatus().isOk();
    }
}

package pl.kartoteka.consent.preference;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.Person;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pl.kartoteka.consent.Api.json;
import static pl.kartoteka.consent.Person.text;

/** The contract of the one-click way out (RFC 8058). */
@ServiceTest
class UnsubscribeIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SMS = "SMS_MARKETING";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @Autowired
    WebTestClient web;
    @Autowired
    Api api;
    @Autowired
    Person person;
    @Autowired
    Clients clients;
    @Autowired
    Links links;
    private UUID client;
    private URI link;

    @BeforeEach
    void hearOfAClientWhoAgreed() {
        client = clients.known();
        api.grant(client, EMAIL);
        api.grant(client, SMS);
        link = links.unsubscribe(client, EMAIL, UUID.randomUUID());
    }

    @Test
    void takesAFormBody() {
        person.sends(link, ONE_CLICK).expectStatus().isOk();

        endsOnlyWhatItNames();
    }

    @Test
    void isGivenWithTheDecisionAMessageIsSentOn() {
        JsonNode yes = decide(EMAIL, "EMAIL", true);
        URI out = URI.create(yes.path("links").path("unsubscribe").asString());

        person.opens(yes.path("links").path("preferences").asString().replaceAll("https://[^/]+", ""))
                .expectStatus().isOk();
        person.sends(out, ONE_CLICK).expectStatus().isOk();

        endsOnlyWhatItNames();
        JsonNode consent = json(api.privacy().get().uri(Api.CONSENTS, client, EMAIL).exchange());
        assertThat(consent.path("evidence").path("reference").asString())
                .isEqualTo("consent-decision/" + yes.path("decisionId").asString());
        assertThat(decide(EMAIL, "EMAIL", true).has("links")).isFalse();
        assertThat(decide(SMS, "SMS", false).has("links")).isFalse();
        assertThat(decide("CONTRACT_SERVICE", "EMAIL", true).path("links").has("unsubscribe")).isFalse();
        assertThat(decide("CONTRACT_SERVICE", "EMAIL", true).path("links").has("preferences")).isTrue();
    }

    @Test
    void isGivenToNobodyWhoMayOnlyRead() {
        JsonNode problem = json(api.as("marketing", "consents:read").post().uri("/api/v1/consent-decisions")
                .bodyValue(Map.of(
                        "purpose", EMAIL, "channel", "EMAIL", "clientIds", List.of(client), "links", true))
                .exchange().expectStatus().isForbidden());

        assertThat(problem.path("scope").asString()).isEqualTo("consents:write");
    }

    @Test
    void takesAMultipartBody() {
        var body = new MultipartBodyBuilder();
        body.part("List-Unsubscribe", "One-Click");

        post().body(BodyInserters.fromMultipartData(body.build())).exchange().expectStatus().isOk();

        endsOnlyWhatItNames();
    }

    @Test
    void takesAnEmptyBody() {
        post().exchange().expectStatus().isOk();

        endsOnlyWhatItNames();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x",
        "application/octet-stream", "application/x-www-form-urlencoded"})
    void takesWhateverBodyThereIs(String type) {
        post().contentType(MediaType.parseMediaType(type)).bodyValue("%%%{not a form".getBytes()).exchange()
                .expectStatus().isOk();

        endsOnlyWhatItNames();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "image/png", "text/plain", "*/*"})
    void answersWhateverIsAccepted(String accept) {
        post().header("Accept", accept).exchange().expectStatus().isOk();

        endsOnlyWhatItNames();
    }

    @Test
    void keepsTheProofOfIt() {
        UUID decision = UUID.randomUUID();
        person.sends(links.unsubscribe(client, EMAIL, decision), ONE_CLICK).expectStatus().isOk();

        JsonNode consent = json(api.privacy().get().uri(Api.CONSENTS, client, EMAIL).exchange());
        assertThat(consent.path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(consent.path("evidence").path("reference").asString()).isEqualTo("consent-decision/" + decision);
        assertThat(consent.path("evidence").path("method").asString()).isEqualTo("EMAIL_LINK");
    }

    @Test
    void tellsWhichMessageItWasAbout() throws Exception {
        UUID decision = UUID.randomUUID();
        person.sends(links.unsubscribe(client, EMAIL, decision), ONE_CLICK).expectStatus().isOk();
        person.sends(links.unsubscribe(client, EMAIL, decision), ONE_CLICK).expectStatus().isOk();

        PublishedEvent event = KafkaProbe.shared()
                .awaitEvent(MessageEvent.TOPIC, "kartoteka.client.unsubscribed.v1", client.toString());
        assertThat(event.data().path("decisionId").asString()).isEqualTo(decision.toString());
        assertThat(event.data().path("purpose").asString()).isEqualTo(EMAIL);
        KafkaProbe.shared().awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.withdrawn.v1", client + "|" + EMAIL);
        assertThat(KafkaProbe.shared().events(MessageEvent.TOPIC, client.toString())).hasSize(1);
    }

    @Test
    void changesNothingOnGetHeadAndOptions() {
        String before = history();

        person.opens(link).expectStatus().isOk();
        web.get().uri(link.getRawPath() + "?" + ONE_CLICK + "&scope=all").exchange().expectStatus().isOk();
        web.head().uri(link.getRawPath()).exchange().expectStatus().isOk();
        web.options().uri(link.getRawPath()).exchange().expectStatus().isNoContent()
                .expectHeader().valueEquals("Allow", "GET,HEAD,POST,OPTIONS");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            web.method(org.springframework.http.HttpMethod.valueOf(method)).uri(link.getRawPath())
                    .exchange().expectStatus().value(status -> assertThat(status).isIn(401, 403, 404, 405));
        }

        assertThat(history()).isEqualTo(before);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    /** As the scanners of mail gateways do: every link of the message, and every link found behind it. */
    @Test
    void standsUpToAScannerThatFollowsEveryLink() {
        String before = history();
        Pattern links = Pattern.compile("(?:href|action|src)=\"([^\"]+)\"");
        var seen = new java.util.HashSet<URI>();
        var next = new java.util.ArrayDeque<URI>(List.of(
                URI.create(link.getRawPath()), URI.create(this.links.preferences(client).getRawPath())));

        while (!next.isEmpty() && seen.size() < 40) {
            URI address = next.poll();
            if (seen.add(address)) {
                String page = text(person.opens(address.toString()));
                web.head().uri(address.toString()).exchange();
                links.matcher(page).results().map((MatchResult found) -> found.group(1))
                        .filter(found -> !found.startsWith("data:"))
                        .map(found -> address.resolve(found.replace("&#x3D;", "=").replace("&amp;", "&")))
                        .forEach(next::add);
            }
        }

        assertThat(seen).hasSizeGreaterThan(3);
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void takesAReplayForASuccess() {
        person.sends(link, ONE_CLICK).expectStatus().isOk();
        String after = history();

        person.sends(link, ONE_CLICK).expectStatus().isOk();
        person.sends(link, ONE_CLICK).expectStatus().isOk();

        assertThat(history()).isEqualTo(after);
    }

    @Test
    void takesParallelClicksForOne() {
        List<Integer> statuses = IntStream.range(0, 12).parallel()
                .map(_ -> person.sends(link, ONE_CLICK).returnResult(Void.class).getStatus().value())
                .boxed().toList();

        assertThat(statuses).containsOnly(200);
        JsonNode entries = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange());
        assertThat(entries.path("items")).hasSize(2);
    }

    @Test
    void takesAnEndedConsentForASuccess() {
        api.answer(client, EMAIL, "WITHDRAWN");

        assertThat(text(person.opens(link))).contains("Nie wysyłamy wiadomości");
        person.sends(link, ONE_CLICK).expectStatus().isOk();
        person.sends(links.unsubscribe(client, "PROFILING", UUID.randomUUID()), ONE_CLICK).expectStatus().isOk();

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void offersToEndEverything() {
        assertThat(text(person.opens(link))).contains("value=\"all\"");

        String page = text(person.sends(link, "scope=all").expectStatus().isOk());

        assertThat(page).contains("Wycofaliśmy wszystkie Twoje zgody");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("WITHDRAWN");
    }

    /** Whoever the message was forwarded to may end what was agreed to, and agrees to nothing. */
    @Test
    void leadsToAPageThatTakesNothingButANo() {
        api.answer(client, SMS, "WITHDRAWN");
        String behind = text(person.opens(link)).replaceAll("(?s).*href=\"([^\"]*/preferences/[^\"?]+).*", "$1");

        String shown = text(person.opens(behind).expectStatus().isOk());
        person.sends(behind, "answer.SMS_MARKETING=yes&seen.SMS_MARKETING=2&text.SMS_MARKETING=pl:1")
                .expectStatus().isBadRequest();

        assertThat(shown).contains("nie można tu wyrazić zgody").doesNotContain("value=\"yes\"");
        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("WITHDRAWN");
        person.sends(behind, "answer.EMAIL_MARKETING=no").expectStatus().isOk();
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void refusesAForgedLinkAndOneOfAnotherSort() {
        String forged = link.getRawPath().substring(0, link.getRawPath().length() - 2) + "AA";

        person.sends(forged, ONE_CLICK).expectStatus().isNotFound();
        person.sends(links.preferences(client).getRawPath().replace("preferences", "unsubscribe"), ONE_CLICK)
                .expectStatus().isNotFound();

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    @Test
    void succeedsForWhomItNeverKnewOrHasErased() {
        person.sends(links.unsubscribe(UUID.randomUUID(), EMAIL, UUID.randomUUID()), ONE_CLICK).expectStatus().isOk();
        clients.erase(client);

        assertThat(text(person.opens(link).expectStatus().isOk())).contains("Nie wysyłamy wiadomości");
        assertThat(text(person.sends(link, ONE_CLICK).expectStatus().isOk())).contains("Zrobione");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
    }

    @Test
    void countsForWhomTheClientWasMergedInto() {
        UUID heir = clients.known();
        api.grant(heir, EMAIL);
        clients.merge(client, heir);

        person.sends(link, ONE_CLICK).expectStatus().isOk();

        assertThat(api.decide(heir, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void losesNoWithdrawalWhileLinksAreGuessed() {
        List<Integer> guesses = IntStream.range(0, 200).parallel().map(_ -> guess()).boxed().toList();

        assertThat(guesses).contains(404).containsAnyOf(429);
        person.sends(link, ONE_CLICK).expectStatus().isOk();
        endsOnlyWhatItNames();
        await().until(() -> guess() == 404);
    }

    @Test
    void countsFromTheMomentItIsAnswered() {
        for (int round = 0; round < 30; round++) {
            UUID one = clients.known();
            api.grant(one, EMAIL);

            person.sends(links.unsubscribe(one, EMAIL, UUID.randomUUID()), ONE_CLICK).expectStatus().isOk();

            assertThat(api.decide(one, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        }
    }

    @Test
    void givesFrontEndsTheSameAsJson() {
        JsonNode shown = person.reads(link);

        assertThat(shown.path("purpose").asString()).isEqualTo(EMAIL);
        assertThat(shown.path("subscribed").asBoolean()).isTrue();
        JsonNode refused = json(web.post().uri("/api/v1/public/unsubscribe/none").accept(MediaType.APPLICATION_JSON)
                .exchange().expectStatus().isNotFound());
        assertThat(refused.path("type").asString()).isEqualTo("urn:kartoteka:problem:link-invalid");
    }

    private JsonNode decide(String purpose, String channel, boolean links) {
        return json(api.privacy().post().uri("/api/v1/consent-decisions").bodyValue(Map.of(
                "purpose", purpose, "channel", channel, "clientIds", List.of(client), "links", links))
                .exchange().expectStatus().isOk()).path("decisions").path(0);
    }

    private int guess() {
        return person.sends("/api/v1/public/unsubscribe/guess", ONE_CLICK).returnResult(Void.class).getStatus().value();
    }

    private WebTestClient.RequestBodySpec post() {
        return web.post().uri(link.getRawPath());
    }

    private void endsOnlyWhatItNames() {
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("GRANTED");
    }

    private String history() {
        return json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange()).toString()
                + json(api.privacy().get().uri(Api.CONSENTS + "/history", client, SMS).exchange());
    }
}

package pl.kartoteka.consent.preference;

import java.net.URI;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
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
class PreferencesIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SMS = "SMS_MARKETING";

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
    private URI page;

    @BeforeEach
    void hearOfAClientWhoAgreed() {
        client = clients.known();
        api.grant(client, EMAIL);
        page = links.preferences(client);
    }

    @Test
    void showsWhereEveryConsentStands() {
        String shown = text(person.opens(page).expectStatus().isOk());

        assertThat(shown).contains("Marketing e-mailem", "zgoda udzielona", "Marketing SMS-em", "nie pytaliśmy",
                "Wyrażam zgodę na otrzymywanie informacji handlowych pocztą elektroniczną.")
                .doesNotContain("CONTRACT_SERVICE").doesNotContain(client.toString());
        JsonNode consents = person.reads(page).path("consents");
        assertThat(consents.findValuesAsString("purpose")).contains(EMAIL, SMS, "PROFILING", "DEBT_COLLECTION");
    }

    @Test
    void ticksNothingForHer() {
        String shown = text(person.opens(page));

        assertThat(shown).containsPattern("id=\"yes-EMAIL_MARKETING\"[^>]* checked")
                .doesNotContainPattern("id=\"yes-SMS_MARKETING\"[^>]* checked")
                .doesNotContainPattern("id=\"no-SMS_MARKETING\"[^>]* checked");
    }

    @Test
    void takesChangesBothWays() {
        String saved = text(person.sends(page,
                "answer.EMAIL_MARKETING=no&answer.SMS_MARKETING=yes&seen.SMS_MARKETING=0&text.SMS_MARKETING=pl:1")
                .expectStatus().isOk());

        assertThat(saved).contains("Zapisaliśmy Twój wybór");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("GRANTED");
        JsonNode consent = json(api.privacy().get().uri(Api.CONSENTS, client, SMS).exchange());
        assertThat(consent.path("evidence").path("textVersion").asInt()).isEqualTo(1);
        assertThat(consent.path("evidence").path("textLanguage").asString()).isEqualTo("pl");
    }

    @Test
    void changesNothingThatWasLeftAsItWas() {
        String before = history(EMAIL);

        String saved = text(
                person.sends(page, "answer.EMAIL_MARKETING=yes&seen.EMAIL_MARKETING=1&text.EMAIL_MARKETING=pl:1")
                        .expectStatus().isOk());

        assertThat(saved).contains("Nic się nie zmieniło");
        assertThat(history(EMAIL)).isEqualTo(before);
    }

    @Test
    void neverGrantsAgainFromAPageThatHasGrownOld() {
        api.answer(client, EMAIL, "WITHDRAWN");

        String saved = text(
                person.sends(page, "answer.EMAIL_MARKETING=yes&seen.EMAIL_MARKETING=1&text.EMAIL_MARKETING=pl:1")
                        .expectStatus().isEqualTo(409));

        assertThat(saved).contains("Coś zmieniło się w międzyczasie");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void grantsOnlyToATextThatWasShown() {
        person.sends(page, "answer.SMS_MARKETING=yes&seen.SMS_MARKETING=0").expectStatus().isBadRequest();
        person.sends(page, "answer.SMS_MARKETING=yes&seen.SMS_MARKETING=0&text.SMS_MARKETING=pl:99")
                .expectStatus().isBadRequest();
        person.sends(page, "answer.SMS_MARKETING=perhaps").expectStatus().isBadRequest();
        person.sends(page, "").expectStatus().isBadRequest();

        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("NO_CONSENT");
    }

    @Test
    void withdrawsEverythingAtOnceAndObjectsWhereThatIsPossible() {
        api.grant(client, SMS);

        String saved = text(person.sends(page, "all=no").expectStatus().isOk());

        assertThat(saved).contains("Wycofaliśmy wszystkie Twoje zgody");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(client, SMS, "SMS")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("OBJECTED");
    }

    @Test
    void liftsAnObjection() {
        person.sends(page, "answer.DEBT_COLLECTION=no").expectStatus().isOk();
        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("OBJECTED");

        person.sends(page, "answer.DEBT_COLLECTION=yes&seen.DEBT_COLLECTION=1&text.DEBT_COLLECTION=pl:1")
                .expectStatus().isOk();

        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("LEGITIMATE_INTEREST");
    }

    @Test
    void changesNothingWhenItIsOnlyOpened() {
        String before = history(EMAIL);

        person.opens(page.getRawPath() + "?all=no&answer.EMAIL_MARKETING=no").expectStatus().isOk();
        web.head().uri(page.getRawPath()).exchange().expectStatus().isOk();

        assertThat(history(EMAIL)).isEqualTo(before);
    }

    @Test
    void speaksTheLanguageOfItsReader() {
        String polish = text(person.opens(page));
        String chosen = text(person.opens(page.getRawPath() + "?lang=en"));
        String wished = text(web.get().uri(page.getRawPath()).header("Accept-Language", "en-GB,en;q=0.9")
                .exchange().expectHeader().valueEquals("Content-Language", "en"));

        assertThat(polish).contains("<html lang=\"pl\">", "Twoje zgody");
        assertThat(chosen).contains("<html lang=\"en\">", "Your consents", "Marketing by e-mail",
                "I agree to receive commercial information by e-mail.");
        assertThat(wished).contains("Your consents");
    }

    @Test
    void isKeptIndexedAndFramedByNobody() {
        person.opens(page).expectStatus().isOk()
                .expectHeader().valueEquals("Cache-Control", "no-store")
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader().valueMatches("X-Robots-Tag", ".*noindex.*")
                .expectHeader().valueMatches("Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .expectHeader().doesNotExist("Set-Cookie");
        String shown = text(person.opens(page));
        assertThat(shown).doesNotContain("<script").doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void holdsNothingOfWhomItNeverKnewOrHasErased() {
        clients.erase(client);

        assertThat(text(person.opens(page).expectStatus().isEqualTo(410))).contains("Nie mamy już Twoich danych");
        person.sends(page, "all=no").expectStatus().isEqualTo(410);
        person.opens(links.preferences(UUID.randomUUID())).expectStatus().isEqualTo(410);
    }

    @Test
    void saysWhichFieldIsNotOfferedWhereOnlyANoIsTaken() {
        JsonNode problem = json(web.post().uri(links.withdrawals(client).getRawPath())
                .accept(MediaType.APPLICATION_JSON).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"answer\":{\"EMAIL_MARKETING\":\"yes\",\"SMS_MARKETING\":\"yes\"}}").exchange()
                .expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field")).containsExactly("answer.SMS_MARKETING");
        assertThat(problem.path("errors").findValuesAsString("code")).containsExactly("answer.not-offered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer.EMAIL_MARKETING=no", "all=no"})
    void makesANoThatAMergeBroughtHerOwn(String said) {
        UUID duplicate = clients.known();
        api.answer(duplicate, EMAIL, "REFUSED");
        clients.merge(duplicate, client, 5);

        person.sends(page, said).expectStatus().isOk();
        String again = history(EMAIL);
        person.sends(page, said).expectStatus().isOk();

        assertThat(history(EMAIL)).isEqualTo(again);
        clients.part(duplicate, 6);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("REFUSED");
    }

    @Test
    void leadsToWhomTheClientWasMergedInto() {
        UUID heir = clients.known();
        api.grant(heir, SMS);
        clients.merge(client, heir);

        person.sends(page, "answer.SMS_MARKETING=no").expectStatus().isOk();

        assertThat(api.decide(heir, SMS, "SMS")).isEqualTo("WITHDRAWN");
    }

    private String history(String purpose) {
        return json(api.privacy().get().uri(Api.CONSENTS + "/history", client, purpose).exchange()).toString();
    }
}

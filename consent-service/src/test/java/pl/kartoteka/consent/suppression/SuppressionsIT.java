package pl.kartoteka.consent.suppression;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class SuppressionsIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SUPPRESSIONS = "/api/v1/suppressions";

    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private UUID client;

    @Autowired
    SuppressionsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    @BeforeEach
    void hearOfAClientWhoAgreed() {
        client = clients.known();
        api.grant(client, EMAIL);
    }

    @Test
    void winsOverAConsentUntilItIsLifted() {
        JsonNode suppression = json(
                post("{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\"}").expectStatus().isCreated());

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("SUPPRESSED");
        api.privacy().delete().uri(SUPPRESSIONS + "/{id}", suppression.path("id").asString()).exchange()
                .expectStatus().isNoContent();
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        api.privacy().delete().uri(SUPPRESSIONS + "/{id}", suppression.path("id").asString()).exchange()
                .expectStatus().isNotFound();
    }

    @Test
    void keepsOnlyToTheChannelItNames() {
        post("{\"clientId\":\"" + client + "\",\"channel\":\"SMS\",\"reason\":\"COMPLAINT\"}").expectStatus()
                .isCreated();

        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    @Test
    void recognisesAnAddressAndStoresItNowhere() {
        post("{\"address\":\"" + Clients.email(client).toUpperCase()
                + "\",\"channel\":\"EMAIL\",\"reason\":\"HARD_BOUNCE\"}")
                .expectStatus().isCreated();

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("CONTRACT");
        assertThat(database.number("""
                select count(*) from suppression where address_hash ilike '%example%' or note ilike '%example%'
                """)).isZero();
        assertThat(database.number("""
                select count(*) from known_client where email_hashes::text ilike '%example%'
                """)).isZero();
    }

    @Test
    void stillRecognisesAnAddressAfterItsClientWasErased() {
        post("{\"address\":\"" + Clients.email(client) + "\",\"channel\":\"EMAIL\",\"reason\":\"COMPLAINT\"}")
                .expectStatus().isCreated();
        UUID again = UUID.randomUUID();
        clients.erase(client);

        clients.knownWith(again, Clients.email(client));
        api.grant(again, EMAIL);

        assertThat(api.decide(again, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
    }

    @Test
    void notesNothingAboutAnErasedClient() {
        clients.erase(client);

        JsonNode problem = json(post("{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\",\"note\":\"prośba\"}")
                .expectStatus().isEqualTo(409));

        assertThat(problem.path("type").asString()).isEqualTo("urn:kartoteka:problem:client-erased");
        assertThat(database.number("select count(*) from suppression where client_id = ?", client)).isZero();
    }

    @Test
    void takesTheSameTwiceForOne() {
        String body = "{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\",\"note\":\"prośba\"}";
        JsonNode first = json(post(body).expectStatus().isCreated());

        assertThat(json(post(body).expectStatus().isCreated())).isEqualTo(first);
        JsonNode list = json(api.privacy().get().uri(SUPPRESSIONS + "?clientId={id}", client).exchange());
        assertThat(list.path("items")).hasSize(1);
        assertThat(json(api.privacy().get().uri(SUPPRESSIONS + "/{id}", first.path("id").asString()).exchange()))
                .isEqualTo(first);
    }

    @Test
    void listsPageByPage() {
        for (String channel : new String[]{"EMAIL", "SMS", "PHONE"}) {
            post("{\"clientId\":\"" + client + "\",\"channel\":\"" + channel + "\",\"reason\":\"MANUAL\"}")
                    .expectStatus().isCreated();
        }

        JsonNode first = json(api.privacy().get().uri(SUPPRESSIONS + "?clientId={id}&limit=2", client).exchange());
        JsonNode second = json(api.privacy().get()
                .uri(SUPPRESSIONS + "?clientId={id}&limit=2&cursor={cursor}", client,
                        first.path("nextCursor").asString())
                .exchange());

        assertThat(first.path("items").findValuesAsString("channel")).containsExactly("PHONE", "SMS");
        assertThat(second.path("items").findValuesAsString("channel")).containsExactly("EMAIL");
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void refusesWhatNamesNobodyOrTooMuch() {
        assertThat(codes("{\"reason\":\"MANUAL\"}")).contains("suppression.whom");
        assertThat(codes("{\"clientId\":\"" + client + "\",\"address\":\"a@b.example\",\"reason\":\"MANUAL\"}"))
                .contains("suppression.whom");
        assertThat(codes("{\"address\":\"a@b.example\",\"reason\":\"MANUAL\"}")).contains("required");
        assertThat(codes("{\"address\":\"nobody\",\"channel\":\"EMAIL\"}")).contains("email.invalid", "required");
        assertThat(codes("{\"address\":\"500\",\"channel\":\"SMS\",\"reason\":\"MANUAL\"}")).contains("phone.e164");
        post("{\"clientId\":\"" + UUID.randomUUID() + "\",\"reason\":\"MANUAL\"}").expectStatus().isNotFound();
    }

    private Iterable<String> codes(String body) {
        return json(post(body).expectStatus().isBadRequest()).path("errors").findValuesAsString("code");
    }

    private WebTestClient.ResponseSpec post(String body) {
        return api.privacy().post().uri(SUPPRESSIONS).header("Content-Type", "application/json").bodyValue(body)
                .exchange();
    }
}

package pl.kartoteka.system;

import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person is erased everywhere, also where a service was away when it was asked. */
class ErasureIT {
    private static final String AWAY = "messaging-service";
    private static final String CASES = "/privacy-requests";
    private boolean away;

    @AfterEach
    void bringBack() {
        if (away) {
            RunningSuite.get().restart(AWAY);
        }
    }

    @Test
    void erasureIsCompleteWhenTheServiceThatWasAwayHasSentItsReceipt() {
        var nip = Numbers.nip();
        var address = "usun-" + nip + "@osoba.example";
        var card = """
                {"kind":"PERSON","firstName":"Łucja","lastName":"Zapomniana","nip":"%s","stage":"STANDARD",
                 "emails":[{"address":"%s","uses":["MAIN","OFFERS"]}]}""".formatted(nip, address);
        var client = Api.as("sales").post("/clients", card).expect(201);
        await().atMost(ofSeconds(60)).untilAsserted(() -> assertThat(Api.as("privacy").put(
                "/clients/" + client.id() + "/consents/EMAIL_MARKETING",
                "{\"status\":\"GRANTED\",\"evidence\":{\"method\":\"PAPER\",\"textVersion\":1}}").status())
                .isBetween(200, 201));
        var archive = archived(client.id());
        assertThat(archive).contains("client-service/card.json", "consent-service/consents.json", "dane.pdf",
                "contents.json");

        RunningSuite.get().kill(AWAY);
        away = true;
        var request = Api.as("privacy").post(CASES, """
                {"clientId":"%s","kind":"ERASURE"}""".formatted(client.id())).expect(201);
        start(request.id());

        await().atMost(ofSeconds(30)).untilAsserted(() -> assertThat(missing(request.id())).containsExactly(AWAY));
        assertThat(Api.as("sales").get("/clients/" + client.id()).status()).isEqualTo(404);
        assertThat(Api.as("privacy").get(CASES + "/" + request.id() + "/certificate").status()).isEqualTo(409);

        RunningSuite.get().restart(AWAY);
        away = false;
        await().atMost(ofSeconds(60)).pollInterval(ofSeconds(1)).untilAsserted(() -> assertThat(
                Api.as("privacy").get(CASES + "/" + request.id()).json().path("status").asString())
                .isEqualTo("COMPLETED"));
        var certificate = Api.as("privacy").get(CASES + "/" + request.id() + "/certificate").expect(200).json();
        assertThat(certificate.path("erased")).hasSize(5);
        assertThat(erasedBy(certificate, "client-service")).contains("card", "history");
        assertThat(erasedBy(certificate, AWAY)).contains("recipient");
        assertThat(Api.as("sales").post("/clients", card).expect(409).body()).contains("person-erased");
        Topics.await("kartoteka.clients.v1", record -> client.id().equals(record.key()) && record.value() == null);
    }

    private static String archived(String client) {
        var request = Api.as("privacy").post(CASES, """
                {"clientId":"%s","kind":"ACCESS"}""".formatted(client)).expect(201);
        start(request.id());
        await().atMost(ofSeconds(30)).untilAsserted(() -> assertThat(missing(request.id())).isEmpty());
        return Api.as("privacy").get(CASES + "/" + request.id() + "/archive").expect(200).body();
    }

    private static void start(String request) {
        var api = Api.as("privacy");
        api.send(api.request("POST", CASES + "/" + request + "/start", null).header("If-Match", "\"1\"")).expect(200);
    }

    private static List<String> missing(String request) {
        var missing = Api.as("privacy").get(CASES + "/" + request).expect(200).json().path("answers").path("missing");
        return StreamSupport.stream(missing.spliterator(), false).map(JsonNode::asString).toList();
    }

    private static String erasedBy(JsonNode certificate, String service) {
        return StreamSupport.stream(certificate.path("erased").spliterator(), false)
                .filter(receipt -> receipt.path("service").asString().equals(service))
                .map(receipt -> receipt.path("erased").toString())
                .findFirst()
                .orElse("");
    }
}

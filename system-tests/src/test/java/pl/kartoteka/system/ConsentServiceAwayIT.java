package pl.kartoteka.system;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** No decision, no message; and none is lost. */
class ConsentServiceAwayIT {
    private static final String CONSENTS = "consent-service";
    private boolean away;

    @AfterEach
    void bringBack() {
        if (away) {
            RunningSuite.get().restart(CONSENTS);
        }
    }

    @Test
    void messageIsHeldUntilAFreshDecisionCanBeHad() {
        var address = "held-" + Numbers.nip() + "@klient.example";
        var client = Api.as("sales").post("/clients", """
                {"kind":"COMPANY","name":"Cierpliwość sp. z o.o.","nip":"%s","stage":"STANDARD",
                 "emails":[{"address":"%s","uses":["MAIN","OFFERS"]}]}""".formatted(Numbers.nip(), address))
                .expect(201);
        await().atMost(ofSeconds(60)).untilAsserted(() -> assertThat(grant(client.id())).isBetween(200, 201));

        RunningSuite.get().kill(CONSENTS);
        away = true;
        var message = Api.as("marketing").post("/messages", """
                {"channel":"EMAIL","purpose":"EMAIL_MARKETING","clientIds":["%s"],
                 "subject":"Nowości","text":"Dzień dobry, mamy nowości."}""".formatted(client.id())).expect(202);
        awaitStatus(client.id(), "HELD");
        assertThat(Api.sandbox().get("/mail?to=" + address).json()).isEmpty();

        RunningSuite.get().restart(CONSENTS);
        away = false;
        awaitStatus(client.id(), "SENT");
        assertThat(Api.sandbox().get("/mail?to=" + address).json()).hasSize(1);
        assertThat(message.status()).isEqualTo(202);
    }

    private static int grant(String client) {
        return Api.as("privacy").put("/clients/" + client + "/consents/EMAIL_MARKETING", """
                {"status":"GRANTED","evidence":{"method":"PAPER","note":"formularz"}}""").status();
    }

    private static void awaitStatus(String client, String status) {
        await().atMost(ofSeconds(60)).pollInterval(ofSeconds(1)).untilAsserted(() -> assertThat(
                Api.as("marketing").get("/clients/" + client + "/messages").expect(200)
                        .json().path("items").path(0).path("status").asString())
                .isEqualTo(status));
    }
}

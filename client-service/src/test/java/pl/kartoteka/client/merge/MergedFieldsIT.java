package pl.kartoteka.client.merge;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.merge.Merging.CLIENTS;

/** What of the two cards the one has. */
@ServiceTest
class MergedFieldsIT {
    @Autowired
    private WebTestClient web;

    private Api api;
    private Merging merging;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
        merging = new Merging(web);
    }

    @Test
    void refusesAChoiceThatAFieldDoesNotHave() {
        var survivor = merging.register(Cards.company("Jeden"));
        var duplicate = merging.register(Cards.person("Jan", "Testowy").put("nip", Cards.freshNip()));

        var refused = merging.merge(survivor.id(), duplicate.id(),
                Map.of("name", "BOTH", "firstName", "DUPLICATE", "kind", "DUPLICATE", "emails", "BOTH"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()))
                .containsExactlyInAnyOrder("fields.name choice.expected", "fields.firstName choice.expected",
                        "fields.kind choice.expected");
        assertThat(api.get(CLIENTS + "/{id}", survivor.id()).etag()).isEqualTo(survivor.etag());
    }

    @Test
    void takesOfTermsAndPreferencesFieldByFieldWhatOnlyOneSays() {
        var first = Cards.company("Warunki");
        first.putObject("terms").put("paymentDays", 7);
        first.putObject("contactPreferences").put("hoursFrom", "15:00").put("hoursTo", "18:00");
        first.putObject("accounting").put("postingSchema", "A");
        var second = Cards.company("Limit");
        second.putObject("terms").put("paymentDays", 30).put("priceList", "B2B")
                .putObject("creditLimit").put("amount", "5000.00").put("currency", "PLN");
        second.putObject("contactPreferences").put("channel", "EMAIL").put("hoursFrom", "08:00").put("hoursTo",
                "10:00");
        second.putObject("accounting").put("receivablesAccount", "201");
        var survivor = merging.register(first);
        var duplicate = merging.register(second);

        JsonNode merged = merging.merge(survivor.id(), duplicate.id(), Map.of()).body().path("survivor");

        assertThat(merged.at("/terms/paymentDays").asInt()).isEqualTo(7);
        assertThat(merged.at("/terms/priceList").asString()).isEqualTo("B2B");
        assertThat(merged.at("/terms/creditLimit/amount").asString()).isEqualTo("5000.00");
        assertThat(merged.at("/accounting/receivablesAccount").asString()).isEqualTo("201");
        assertThat(merged.at("/accounting/postingSchema").asString()).isEqualTo("A");
        assertThat(merged.at("/contactPreferences/channel").asString()).isEqualTo("EMAIL");
        assertThat(merged.at("/contactPreferences/hoursFrom").asString()).startsWith("15:00");
        assertThat(merged.at("/contactPreferences/hoursTo").asString()).startsWith("18:00");
    }
}

package pl.kartoteka.client.registry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class CardSectionsIT {
    private static final String SECTIONS = """
            {"accounting":{"receivablesAccount":"201-2-1-17","postingSchema":"Sprzedaż krajowa"},
             "printTemplates":{"invoice":"Faktura z logo"},
             "messaging":{"emailTemplateId":"01997c3e-0000-7000-8000-000000000005","documentEmail":"faktury@klos.example","smsPhone":"+48500100200"},
             "keyDates":[{"kind":"FOUNDING","date":"1998-05-12"},{"kind":"NAME_DAY","date":"06-24"}],
             "contactPreferences":{"channel":"PHONE","hoursFrom":"09:00","hoursTo":"15:30","days":["MONDAY"]},
             "interests":["żeglarstwo"],"relationship":"GOOD",
             "messengers":[{"network":"WHATSAPP","account":"+48500100200"}],
             "sites":[{"url":"https://klos.example","name":"Sklep"}]}
            """;

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void keepsEverySectionOfTheCardAndPublishesIt() {
        ObjectNode sections = (ObjectNode) JsonMapper.shared().readTree(SECTIONS);
        ObjectNode card = Cards.company("Żeglarz").setAll(sections);

        var client = api.post("/api/v1/clients", card);

        assertThat(client.status()).isEqualTo(201);
        var state = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.registered.v1", client.id())
                .data().path("client");
        var read = api.get("/api/v1/clients/" + client.id()).body();
        sections.properties().forEach(section -> {
            assertThat(read.path(section.getKey())).as(section.getKey()).isEqualTo(section.getValue());
            assertThat(state.path(section.getKey())).as("published " + section.getKey())
                    .isEqualTo(section.getValue());
        });
    }

    @Test
    void changesOneFieldOfOneSectionAndSaysSoInTheHistory() {
        var client = api.post("/api/v1/clients", Cards.company("Żeglarz").setAll(
                (ObjectNode) JsonMapper.shared().readTree(SECTIONS)));
        String path = "/api/v1/clients/" + client.id();

        var changed = api.patch(path, client.etag(),
                "{\"contactPreferences\":{\"hoursTo\":\"17:00\"},\"relationship\":null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/contactPreferences/hoursFrom").asString()).isEqualTo("09:00");
        assertThat(changed.body().has("relationship")).isFalse();
        var entries = api.get(path + "/history?limit=2").body().path("items");
        assertThat(entries.valueStream().map(entry -> entry.path("field").asString() + " " + entry.path("from")
                .asString() + " -> " + entry.path("to").asString("")))
                .containsExactly("contactPreferences.hoursTo 15:30 -> 17:00", "relationship GOOD -> ");
        assertThat(KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", client.id())
                .data().path("changed").toString()).isEqualTo("[\"contactPreferences\",\"relationship\"]");
    }

    @Test
    void namesEveryBadFieldOfEverySection() {
        var refused = api.post("/api/v1/clients", Cards.company("Żeglarz").setAll((ObjectNode) JsonMapper.shared()
                .readTree("""
                        {"printTemplates":{"letter":"x","invoice":5},"keyDates":[{"kind":"BIRTHDAY","date":"1981-02-29"}],
                         "contactPreferences":{"hoursFrom":"9","days":["SOMEDAY"]},"interests":[null],"relationship":"ODD",
                         "messengers":[{"network":"WHATSAPP"}],"sites":[{"url":"javascript:x"}]}
                        """)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()))
                .contains("printTemplates.letter field.unknown", "printTemplates.invoice text.expected",
                        "keyDates[0].date key-date.invalid",
                        "contactPreferences.hoursFrom time.expected", "contactPreferences.days[0] choice.expected",
                        "interests[0] required", "relationship choice.expected", "messengers[0].account required",
                        "sites[0].url site.invalid");
    }
}

package pl.kartoteka.client.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientSearchIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String NIP = "8567346215";
    private static boolean registered;

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void registerOnce() {
        api = Api.of(web);
        if (!registered) {
            var card = Cards.company("Wytwórnia Świeczek „Ćma” 24-7").put("nip", NIP).put("regon", "492707333");
            card.putArray("addresses").addObject().put("use", "REGISTERED").put("city", "Żółkiew").put("postalCode",
                    "22-335");
            card.putArray("emails").addObject().put("address", "swiatlo@cma.example");
            card.putArray("phones").addObject().put("number", "+48601602603");
            assertThat(api.post(CLIENTS, card).status()).isEqualTo(201);
            for (String name : List.of("Strona Ą", "Strona A", "Strona B", "Strona Ż", "Strona Z", "Strona Ć",
                    "Strona C")) {
                assertThat(api.post(CLIENTS, Cards.company(name)).status()).isEqualTo(201);
            }
            registered = true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"świeczek", "SWIECZEK", "wytwornia ćma", "cma wytw", "zolkiew", "Żółkiew", NIP,
        "856-734-62-15", "PL8567346215",
        "856 734 62 15", "492707333", "swiatlo@cma", "601 602 603", "+48 601-602-603", "24-7", "8567346 zolk"})
    void findsByAnyPartOfWhatIsKnown(String query) {
        var found = api.get(CLIENTS + "?q={q}", query);

        assertThat(names(found.body())).containsExactly("Wytwórnia Świeczek „Ćma” 24-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"świeczek gdańsk", "8567346216", "%", "_", "\\", "％", "＿", "24＿7"})
    void findsNothingElse(String query) {
        assertThat(names(api.get(CLIENTS + "?q={q}", query).body())).isEmpty();
    }

    @Test
    void pagesInPolishOrderWithoutSkippingOrRepeating() {
        var names = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = api.get(CLIENTS + "?q=strona&limit=2&count=true" + cursor).body();
            assertThat(page.path("total").asInt()).isEqualTo(7);
            names.addAll(names(page));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
            pages++;
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly("Strona A", "Strona Ą", "Strona B", "Strona C", "Strona Ć", "Strona Z",
                "Strona Ż");
        assertThat(pages).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-name", "createdAt", "-createdAt,name", "-updatedAt", "nip", "shortName,-nip", "id",
        "-id"})
    void pagesInEveryOrder(String sort) {
        var whole = names(api.get(CLIENTS + "?q=strona&sort=" + sort).body());

        var paged = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = api.get(CLIENTS + "?q=strona&limit=3&sort=" + sort + cursor).body();
            paged.addAll(names(page));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());

        assertThat(paged).hasSize(7).isEqualTo(whole);
    }

    @Test
    void findsNamesWithTheCharactersOfPatternsInThem() {
        String name = "Rabat 50%_" + Cards.freshNip() + " a\\b";
        assertThat(api.post(CLIENTS, Cards.company(name)).status()).isEqualTo(201);

        assertThat(names(api.get(CLIENTS + "?q={q}", name).body())).containsExactly(name);
        assertThat(names(api.get(CLIENTS + "?q={q}", name.replace('%', '％')).body())).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"createdAt,+1000000000-12-31T23:59:59Z", "createdAt,0000-01-01T00:00:00Z", "id,1-1-1-1"})
    void refusesCursorsThatNoPageGave(String sort, String value) {
        String cursor = Cursor.encode(sort.equals("id") ? List.of(value) : List.of(value, new UUID(0, 1).toString()));

        assertThat(api.get(CLIENTS + "?sort=" + sort + "&cursor=" + cursor).status()).isEqualTo(400);
    }

    private static List<String> names(JsonNode page) {
        return page.path("items").valueStream().map(client -> client.path("name").asString()).toList();
    }
}

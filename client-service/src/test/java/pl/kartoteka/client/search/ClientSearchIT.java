package pl.kartoteka.client.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
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

    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void registerOnce() {
        api = Api.of(web);
        if (!registered) {
            var card = Cards.company("Wytwórnia Świeczek „Ćma” 24-79").put("nip", NIP).put("regon", "492707333");
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
        "856 734 62 15", "492707333", "swiatlo@cma", "SWIATLO@CMA.EXAMPLE", "cma.example", "@cma.example",
        "o@cma.example", "lo@cma", "601 602 603",
        "+48 601-602-603",
        "601602603", "0048601602603", "(+48) 601 602 603", "602603", "48601602", "24-79", "8567346 zolk", "ieczek",
        "6734",
        "swieczke", "wytwornai", "Swieczwk", "żulkiew", "8567346251", "swieczek zlkiew"})
    void findsByAnyPartOfWhatIsKnown(String query) {
        var found = api.get(CLIENTS + "?q={q}", query);

        assertThat(names(found.body())).containsExactly("Wytwórnia Świeczek „Ćma” 24-79");
    }

    /** Often enough for every connection to have had the same statement more than five times. */
    @Test
    void plansForWhatIsLookedFor() {
        for (int i = 0; i < 100; i++) {
            api.get(CLIENTS + "?q={q}", "swieczek zolkiew " + i);
        }

        List<Long> genericPlans = database.sql("""
                select generic_plans from pg_prepared_statements where statement like '%found_id%'
                """).mapValue(Long.class).all().collectList().block();
        assertThat(genericPlans).isNotEmpty().containsOnly(0L);
    }

    /** Words that mark names and addresses for near duplicates begin with these. */
    @ParameterizedTest
    @CsvSource({"n,0", "a,0", "w,1", "z,1"})
    void findsByTheFirstLetterOfItsOwnWords(String query, int found) {
        var request = Cards.json(Map.of("q", query, "criteria", Map.of("field", "nip", "op", "eq", "value", NIP)));

        assertThat(names(api.post(CLIENTS + "/search", request).body())).hasSize(found);
    }

    @Test
    void countsWhomItFindsAlsoWhenAllAreMisspelt() {
        String mark = "Zgwx" + letters(Cards.freshNip());
        for (int i = 0; i < 3; i++) {
            assertThat(api.post(CLIENTS, Cards.company(mark + " " + i)).status()).isEqualTo(201);
        }
        String typo = mark.substring(0, 6) + "q" + mark.substring(7);

        var names = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = api.get(CLIENTS + "?limit=2&count=true&q=" + typo + cursor).body();
            assertThat(page.path("total").asInt()).isEqualTo(3);
            names.addAll(names(page));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());

        assertThat(names).containsExactlyInAnyOrder(mark + " 0", mark + " 1", mark + " 2");
        JsonNode sorted = api.get(CLIENTS + "?count=true&sort=name&q=" + typo).body();
        assertThat(sorted.path("total").asInt()).isEqualTo(sorted.path("items").size()).isZero();
        assertThat(api.get(CLIENTS + "?count=true&q=" + mark + "zzzz").body().path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"świeczek gdańsk", "8567346399", "%", "_", "\\", "％", "＿"})
    void findsNothingElse(String query) {
        assertThat(names(api.get(CLIENTS + "?q={q}", query).body())).isEmpty();
    }

    @Test
    void pagesInPolishOrderWithoutSkippingOrRepeating() {
        var names = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = api.get(CLIENTS + "?q=strona&sort=name&limit=2&count=true" + cursor).body();
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

    /** The index of beginnings ends in the middle of what a Java string takes for two characters. */
    @Test
    void findsALongNameWithACharacterOfTwoHalves() {
        String name = "Sowa " + "x".repeat(31) + Cards.freshNip() + "🦉owa";
        assertThat(api.post(CLIENTS, Cards.company(name)).status()).isEqualTo(201);

        JsonNode found = api.get(CLIENTS + "?count=true&q={q}", name).body();

        assertThat(names(found)).containsExactly(name);
        assertThat(found.path("total").asInt()).isOne();
    }

    @Test
    void putsTheBestFirst() {
        String mark = "qx" + letters(new StringBuilder(Cards.freshNip()).reverse().toString());
        String typo = mark.substring(0, 4) + "zz" + mark.substring(6);
        String once = mark.substring(0, 4) + "z" + mark.substring(5);
        for (String name : List.of("Zakład x" + mark, "Zakład " + mark + "owa", mark + " Beta", mark + " Alfa",
                "Biuro " + typo, "Biuro " + once)) {
            assertThat(api.post(CLIENTS, Cards.company(name)).status()).isEqualTo(201);
        }
        var identified = Cards.company("Ostatni");
        identified.putArray("emails").addObject().put("address", mark + "@firma.example");
        assertThat(api.post(CLIENTS, identified).status()).isEqualTo(201);

        var ranked = List.of(mark + " Alfa", mark + " Beta", "Zakład " + mark + "owa", "Ostatni", "Zakład x" + mark);
        assertThat(names(api.get(CLIENTS + "?q={q}", mark).body())).containsExactlyElementsOf(ranked);
        assertThat(names(api.get(CLIENTS + "?q={q}", mark + "@firma.example").body())).containsExactly("Ostatni");
        assertThat(names(api.get(CLIENTS + "?q={q}", once.replace('z', 'y')).body()))
                .contains("Biuro " + once, mark + " Alfa").doesNotContain("Biuro " + typo, "Zakład x" + mark);

        var paged = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = api.get(CLIENTS + "?limit=1&q=" + mark + cursor).body();
            paged.addAll(names(page));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(paged).isEqualTo(ranked);
    }

    @Test
    void looksForTheBestAmongThoseWhoMeetTheCriteria() {
        String mark = "Wr" + Cards.freshNip();
        api.post(CLIENTS, Cards.company(mark + " Jeden").put("importance", "KEY"));
        api.post(CLIENTS, Cards.company("Dwa " + mark).put("importance", "KEY"));
        api.post(CLIENTS, Cards.company(mark + " Trzy").put("importance", "LOW"));

        var found = api.post(CLIENTS + "/search", """
                {"q":"%s","criteria":{"field":"importance","op":"eq","value":"KEY"},"count":true}""".formatted(mark));

        assertThat(names(found.body())).containsExactly(mark + " Jeden", "Dwa " + mark);
        assertThat(found.body().path("total").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "00", "sp zoo", "a b c", "1 2 3", "'", "a'b", "\\", "a:*", "!a & b", "|", "@",
        "a@", "%%%"})
    void takesWhateverIsTyped(String query) {
        assertThat(api.get(CLIENTS + "?q={q}", query).status()).isEqualTo(200);
    }

    @Test
    void showsTheFieldsThatWereChosen() {
        JsonNode whole = api.get(CLIENTS + "?q=" + NIP).body().at("/items/0");

        JsonNode chosen = api.get(CLIENTS + "?fields=name, addresses,kind&q=" + NIP).body().at("/items/0");
        JsonNode searched = api.post(CLIENTS + "/search", "{\"q\":\"" + NIP + "\",\"fields\":[\"nip\"]}").body()
                .at("/items/0");

        assertThat(chosen.propertyNames()).containsExactlyInAnyOrder("id", "version", "name", "addresses",
                "kind");
        chosen.properties().forEach(field -> assertThat(field.getValue()).isEqualTo(whole.get(field.getKey())));
        assertThat(searched.propertyNames()).containsExactlyInAnyOrder("id", "version", "nip");
        var refused = api.get(CLIENTS + "?fields=name,soul,nip,terms.creditLimit");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("fields[1]", "fields[3]");
        assertThat(refused.body().at("/errors/0/message").asString()).contains("soul");
        assertThat(api.post(CLIENTS + "/search", "{\"fields\":[null]}").status()).isEqualTo(400);
    }

    @Test
    void neitherSkipsNorRepeatsWhileOthersChange() throws InterruptedException {
        String mark = "Stały" + Cards.freshNip();
        for (int i = 0; i < 60; i++) {
            var card = Cards.company(mark + " " + i % 7).put("shortName", i % 3 == 0 ? null : "s" + i % 5);
            assertThat(api.post(CLIENTS, card).status()).isEqualTo(201);
        }
        var writing = new AtomicBoolean(true);
        Thread writers = Thread.ofPlatform().start(() -> {
            while (writing.get()) {
                var added = api.post(CLIENTS, Cards.company(mark + " 3").put("shortName", "s3"));
                api.patch(CLIENTS + "/" + added.id(), added.etag(), "{\"name\":\"" + mark + " 0\",\"shortName\":null}");
                api.delete(CLIENTS + "/" + added.id(), "\"2\"");
            }
        });
        try {
            for (String sort : List.of("&sort=name", "&sort=-shortName,name", "&sort=shortName,-createdAt",
                    "&sort=city", "")) {
                var seen = new ArrayList<String>();
                String cursor = "";
                do {
                    JsonNode page = api.get(CLIENTS + "?limit=7&q=" + mark + sort + cursor).body();
                    page.path("items").valueStream().map(client -> client.path("id").asString()).forEach(seen::add);
                    cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
                } while (!cursor.isEmpty());
                var lasting = seen.stream().filter(id -> api.get(CLIENTS + "/" + id).etag().equals("\"1\"")).toList();
                assertThat(lasting).as(sort).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
            }
        } finally {
            writing.set(false);
            writers.join();
        }
    }

    @Test
    void putsWhatIsMissingLastWhicheverWay() {
        String mark = "Braki" + Cards.freshNip();
        api.post(CLIENTS, Cards.company(mark + " 1").put("importance", "KEY").put("shortName", "ż"));
        api.post(CLIENTS, Cards.company(mark + " 2"));
        api.post(CLIENTS, Cards.company(mark + " 3").put("importance", "LOW").put("shortName", "Zet"));

        assertThat(lastWords(mark, "shortName")).isEqualTo("312");
        assertThat(lastWords(mark, "-shortName")).isEqualTo("132");
        assertThat(lastWords(mark, "importance")).isEqualTo("312");
        assertThat(lastWords(mark, "-importance")).isEqualTo("132");
        assertThat(lastWords(mark, "customFields.tier,-name")).isEqualTo("321");
    }

    private String lastWords(String mark, String sort) {
        return names(api.get(CLIENTS + "?q=" + mark + "&sort=" + sort).body()).stream()
                .map(name -> name.substring(name.length() - 1)).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"createdAt,+1000000000-12-31T23:59:59Z", "createdAt,0000-01-01T00:00:00Z", "id,1-1-1-1"})
    void refusesCursorsThatNoPageGave(String sort, String value) {
        String cursor = Cursor.encode(sort.equals("id") ? List.of(value) : List.of(value, new UUID(0, 1).toString()));

        assertThat(api.get(CLIENTS + "?sort=" + sort + "&cursor=" + cursor).status()).isEqualTo(400);
    }

    private static String letters(String digits) {
        return digits.chars().mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                .collect(Collectors.joining());
    }

    private static List<String> names(JsonNode page) {
        return page.path("items").valueStream().map(client -> client.path("name").asString()).toList();
    }
}

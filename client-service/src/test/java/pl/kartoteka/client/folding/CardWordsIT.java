package pl.kartoteka.client.folding;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The service and the database say the same of every card, whoever writes it. */
@ServiceTest
class CardWordsIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final int SURROGATES = 0xD800;
    private static final int BEYOND_SURROGATES = 0xE000;
    private static final int LAST = 0x1FFFF;

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void foldsEveryCharacterAsTheDatabaseDoes() {
        List<Character> folded = database.sql("""
                select code, folded(chr(code)) as folded, search_form(chr(code)) as form
                from generate_series(1, %d) code where code < %d or code >= %d
                """.formatted(LAST, SURROGATES, BEYOND_SURROGATES))
                .mapProperties(Character.class).all().collectList().block();

        assertThat(folded).hasSizeGreaterThan(100_000).allSatisfy(one -> {
            String text = java.lang.Character.toString(one.code());
            assertThat(Folding.folded(text)).as("U+%04X", one.code()).isEqualTo(one.folded());
            assertThat(Folding.searchForm(text)).as("U+%04X", one.code()).isEqualTo(one.form());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"P.H.U. „Kłos” Żółć-Łan s.c.", "Młyn Żytni Sp. z o.o.", "sp. z o.o.", "Firma O'Neil, S.A.",
        "Alfa spółka z ograniczoną odpowiedzialnością spółka komandytowa", "Beta   S.K.A. sp.k.", "Straße Œuvre ÅÉÎ",
        "Sp. k. Sp. j. s.a. SA s.c. psa", "Przedsiębiorstwo Handlowo-Usługowe Ćma", "Młyn ½ № 5 ㎏",
        "Ａｌｆａ İstanbul Σίγμας",
        "👍 👍🏽 a", "x\\y \"z\"", "...", "Gamma prosta spółka akcyjna", "sa sa sa", "spółka jawna spółka jawna"})
    void saysTheSameOfEveryName(String name) {
        ObjectNode card = whole(name);

        assertThat(ofDatabase(card)).isEqualTo(CardWords.of(card));
    }

    @Test
    void saysTheSameOfLongNamesAndOfAlmostNothing() {
        ObjectNode almostNothing = Cards.company("Ą");
        ObjectNode longest = whole("ﷺ½ Łąka ".repeat(100));

        assertThat(ofDatabase(almostNothing)).isEqualTo(CardWords.of(almostNothing));
        assertThat(ofDatabase(longest)).isEqualTo(CardWords.of(longest));
    }

    @Test
    void keepsWordsBesideTheirCardWhoeverWrites() {
        String mark = Cards.freshNip();
        var one = api.post(CLIENTS, whole("Pierwsza " + mark));
        assertThat(one.status()).isEqualTo(201);
        var batch = JsonMapper.shared().createObjectNode();
        batch.putArray("items").add(whole("Druga " + mark));
        assertThat(api.post(CLIENTS + "/batch", batch).status()).isEqualTo(200);
        assertThat(api.patch(CLIENTS + "/" + one.id(), one.etag(), "{\"name\":\"Zmieniona " + mark + "\"}").status())
                .isEqualTo(200);
        UUID bare = UUID.randomUUID();
        database.sql("insert into client (id, version, card, created_at, updated_at)"
                + " values (:id, 1, cast(:card as jsonb), now(), now())")
                .bind("id", bare).bind("card", whole("Goła " + mark).toString()).then().block();
        assertThat(found("goła " + mark)).isEqualTo(1);
        database.sql("update client set card = card - 'shortName' || '{\"name\":\"Ubrana\"}' where id = :id")
                .bind("id", bare).then()
                .block();

        assertThat(found("ubrana")).isPositive();
        assertThat(found("goła " + mark)).isZero();
        assertThat(found("zmieniona " + mark)).isEqualTo(1);
        // Those of every other test that ran before on this database, too.
        assertThat(database.sql("select count(*) from client"
                + " where search_text <> client_search_text(card) or likeness <> likeness(card)")
                .mapValue(Long.class).one().block()).isZero();
    }

    private int found(String query) {
        return api.get(CLIENTS + "?q={q}", query).body().path("items").size();
    }

    private CardWords ofDatabase(ObjectNode card) {
        return database.sql("select client_search_text(card) as search_text, likeness(card) as likeness"
                + " from (select cast(:card as jsonb)) given(card)")
                .bind("card", card.toString()).mapProperties(CardWords.class).one().block();
    }

    private static ObjectNode whole(String name) {
        ObjectNode card = Cards.company(name).put("shortName", name + " Skrót").put("regon", "123456785")
                .put("krs", "0000097182").put("euVatNumber", "DE136695976");
        card.putArray("emails").add(email("O'Brien@obrien.example")).add(email("biuro_2@obrien.example"));
        card.putArray("phones").add(phone("+48605111222")).add(phone("+4930123456"));
        var addresses = card.putArray("addresses");
        addresses.addObject().put("use", "REGISTERED").put("city", "Stary Sącz").put("street", "ul. Św. Kingi")
                .put("building", "7A").put("unit", "2");
        addresses.addObject().put("use", "DELIVERY").put("city", "Łódź, \"Górna\"").put("building", "1/3");
        addresses.addObject().put("use", "CORRESPONDENCE").put("city", "Suwałki");
        return card;
    }

    private static ObjectNode email(String address) {
        return JsonMapper.shared().createObjectNode().put("address", address);
    }

    private static ObjectNode phone(String number) {
        return JsonMapper.shared().createObjectNode().put("number", number);
    }

    record Character(Integer code, String folded, String form) {}
}

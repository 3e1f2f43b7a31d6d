package pl.kartoteka.client.search;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.registry.ClientRows;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.client.selection.Selection;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class FrequentWordsIT {
    private static final int MANY = 150;

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ClientRows rows;

    @Autowired
    private Selection selection;

    @Autowired
    private Environment environment;

    private final String mark = Cards.freshNip().substring(4);

    @BeforeEach
    void registerManyWithOneWord() throws SQLException {
        var request = JsonMapper.shared().createObjectNode();
        var items = request.putArray("items");
        IntStream.range(0, MANY).forEach(i -> items.add(
                Cards.bakery().put("name", (i == 0 ? "Rzadka" + mark : "Zwykła") + " Pospolita" + mark)));
        Api.of(web).post("/api/v1/clients/batch", request);
        try (var owner = DriverManager.getConnection(
                environment.getRequiredProperty("spring.flyway.url"),
                environment.getRequiredProperty("spring.flyway.user"),
                environment.getRequiredProperty("spring.flyway.password"));
                var statement = owner.createStatement()) {
            statement.execute("analyze client");
        }
    }

    @Test
    void knowsWhatBeginsWordsOfMany() {
        var common = new FrequentWords(database).beginnings().block();

        assertThat(common).accepts("pospolita" + mark, "pospoli").rejects("rzadka" + mark, "nieznane");
    }

    @Test
    void findsTheFewThatHaveSomethingRareBesideSomethingCommon() {
        assertThat(found("rzadka" + mark + " pospolita" + mark)).containsExactly("Rzadka" + mark + " Pospolita" + mark);
        assertThat(found("zadka" + mark + " ospolita" + mark)).containsExactly("Rzadka" + mark + " Pospolita" + mark);
        assertThat(found("rzadka" + mark + " niepospolita" + mark)).isEmpty();
    }

    @Test
    void findsTheManyWhoHaveNothingElse() {
        assertThat(found("pospolita" + mark)).hasSize(MANY);
    }

    private List<String> found(String query) {
        var search = new RankedSearch(database, rows, new FrequentWords(database));
        return selection.terms(query)
                .zipWith(selection.condition(new ClientFilter(null, null, null)))
                .flatMap(both -> search.page(both.getT1(), both.getT2(), null, MANY + 1))
                .map(page -> page.clients().stream().map(placed -> placed.client().card().name()).toList())
                .block();
    }
}

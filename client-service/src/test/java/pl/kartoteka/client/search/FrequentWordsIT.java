package pl.kartoteka.client.search;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        var shares = new FrequentWords(database).shares().block();

        assertThat(shares.beginning("pospolita" + mark)).isGreaterThan(0);
        assertThat(shares.beginning("pospoli")).isGreaterThanOrEqualTo(shares.beginning("pospolita" + mark));
        assertThat(shares.anywhere("spolita" + mark)).isEqualTo(shares.beginning("pospolita" + mark));
        assertThat(shares.beginning("spolita" + mark)).isZero();
        assertThat(shares.anywhere("rzadka" + mark)).isLessThan(shares.anywhere("pospolita" + mark));
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

    @ParameterizedTest
    @ValueSource(strings = {"pospolita%s", "ospolita%s", "rzadka%s pospolita%s", "zadka%s pospolita%s sp",
        "pospolita%s lodz", "pospo",
        "biuro@klos.example", "sp zo", "774"})
    void findsTheSameHoweverManyHaveWhatIsLookedFor(String query) {
        var terms = selection.terms(query.replace("%s", mark)).block();
        List<ToDoubleFunction<String>> shares = List.of(_ -> 0, _ -> 1, word -> word.startsWith("pospolita") ? 1 : 0,
                word -> word.startsWith("pospolita") ? 0 : 1);

        assertThat(shares).extracting(share -> ids(parameters -> WordQuery.beginnings(terms, share, parameters)))
                .containsOnly(ids(parameters -> WordQuery.beginnings(terms, _ -> 0, parameters)));
        assertThat(shares).extracting(share -> ids(parameters -> WordQuery.anywhere(terms, share, parameters)))
                .containsOnly(ids(terms::containing));
    }

    @Test
    void takesTheMisspeltForTheSameHoweverManyHaveIt() {
        var terms = selection.terms("pospoilta" + mark).block();
        var inUse = Set.of("pospolita" + mark);

        var one = ids(parameters -> WordQuery.misspelt(terms, inUse, _ -> 0, parameters));

        assertThat(one).hasSize(MANY);
        assertThat(ids(parameters -> WordQuery.misspelt(terms, inUse, _ -> 1, parameters))).isEqualTo(one);
    }

    private Set<UUID> ids(Function<Map<String, Object>, String> condition) {
        Map<String, Object> parameters = new HashMap<>();
        String sql = "select id from client where " + condition.apply(parameters);
        return database.sql(sql).bindValues(parameters).mapValue(UUID.class).all().collect(Collectors.toSet()).block();
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

package pl.kartoteka.client.registry;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** A person whose PESEL was sealed before marks were kept. */
@ServiceTest
class PeselMarkingIT {
    private static final String PESEL = "44051401359";

    @Autowired
    private DatabaseClient database;

    @Autowired
    private PeselMarking marking;

    @Autowired
    private Clients clients;

    private final Api api;
    private UUID client;
    private String mark;

    PeselMarkingIT(@Autowired WebTestClient web) {
        this.api = Api.of(web);
    }

    @BeforeEach
    void sealWithoutAMark() {
        var answer = api.post("/api/v1/clients?returning=true",
                Cards.person("Anna", "Testowa").put("pesel", PESEL));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        client = UUID.fromString(answer.id());
        mark = text("select card ->> 'peselMark' from client where id = :id");
        run("update client set card = card - 'peselMark' where id = :id");
    }

    @Test
    void marksThePeselAndChangesNothingElse() {
        Client before = clients.find(client).block();
        String words = text("select search_text || likeness from client where id = :id");

        marking.begin().block();
        awaitMark();

        assertThat(text("select card ->> 'peselMark' from client where id = :id")).isEqualTo(mark);
        assertThat(clients.find(client).block()).isEqualTo(before);
        assertThat(text("select search_text || likeness from client where id = :id")).isEqualTo(words);
        assertThat(text("select count(*)::text from client_change where client_id = :id")).isEqualTo("1");
    }

    @Test
    void isBegunOnceByHoweverManyInstances() {
        awaitNoJob();
        String jobs = "select count(*)::text from job where kind = 'pesel-marking' and cast(:id as uuid) is not null";
        long before = Long.parseLong(text(jobs));

        Flux.merge(IntStream.range(0, 8).mapToObj(_ -> marking.begin()).toList()).blockLast();

        assertThat(Long.parseLong(text(jobs))).isEqualTo(before + 1);
        awaitMark();
        awaitNoJob();
        marking.begin().block();
        assertThat(Long.parseLong(text(jobs))).isEqualTo(before + 1);
    }

    @Test
    void marksTheOthersWhereOneDoesNotOpen() {
        var other = api.post("/api/v1/clients?returning=true", Cards.person("Jan", "Testowy").put("pesel", PESEL));
        UUID sealedElsewhere = UUID.fromString(other.id());
        for (String altered : List.of("v1:AAAA", "v0:?")) {
            database.sql("""
                    update client set card = jsonb_set(card - 'peselMark', '{pesel}', to_jsonb(cast(:altered as text)))
                    where id = :id""")
                    .bind("altered", altered).bind("id", sealedElsewhere).then().block();
            run("update client set card = card - 'peselMark' where id = :id");
            awaitNoJob();

            marking.begin().block();
            awaitMark();
            awaitNoJob();
        }

        database.sql("delete from client where id = :id").bind("id", sealedElsewhere).then().block();
    }

    private void awaitMark() {
        Awaitility.await().until(() -> !text("""
                select count(*)::text from client where id = :id and card ->> 'peselMark' is not null""").equals("0"));
    }

    private void awaitNoJob() {
        Awaitility.await().until(() -> text("""
                select count(*)::text from job where kind = 'pesel-marking' and not settled and cast(:id as uuid) is not null
                """).equals("0"));
    }

    private String text(String sql) {
        return database.sql(sql).bind("id", client).mapValue(String.class).one().block();
    }

    private void run(String sql) {
        database.sql(sql).bind("id", client).then().block();
    }
}

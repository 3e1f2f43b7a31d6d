package pl.kartoteka.segment.upkeep;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.segment.Api;
import pl.kartoteka.test.ServiceTest;
import reactor.util.retry.Retry;

/** Work whose holder is lost in the middle is taken up where the last committed step left it. */
@ServiceTest
class LostHolderIT {
    private static final long CLIENTS = 12_000;

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Test
    void aFillGoesOnAfterEveryConnectionWasLost() throws Exception {
        database.sql("""
                insert into profile (client_id, present, facts)
                select gen_random_uuid(), true, '{"traits": ["lost-holder"]}' from generate_series(1, :clients)""")
                .bind("clients", CLIENTS).then().block();
        Api api = Api.of(web, "marketing");

        String segment = api.post("/segments", """
                {"name":"mimo wszystko","type":"DYNAMIC",
                 "criteria":{"field":"traits","op":"hasAny","value":["LOST-HOLDER"]}}""")
                .body().path("id").stringValue();
        for (int i = 0; i < 30; i++) {
            loseEveryConnection();
            Thread.sleep(30);
        }

        Api.await("the fill has gone on", () -> api.get("/segments/" + segment).body().path("status").asString("")
                .equals("READY"));
        Api.await("everybody is in, once", () -> api.get("/segments/" + segment + "/members?count=true").body()
                .path("total").asLong(-1) == CLIENTS);
    }

    private void loseEveryConnection() {
        database.sql("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where usename = current_user and pid <> pg_backend_pid()""")
                .mapValue(Long.class).one()
                .retryWhen(Retry.fixedDelay(50, Duration.ofMillis(50)))
                .block();
    }
}

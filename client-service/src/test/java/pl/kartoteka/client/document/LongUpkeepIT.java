package pl.kartoteka.client.document;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Here no statement takes longer than two seconds; that one waits for somebody makes it long. */
@ServiceTest(properties = "spring.r2dbc.properties.statementTimeout=PT2S")
class LongUpkeepIT {
    private static final Duration LONGER = Duration.ofSeconds(4);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Environment settings;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private SalesDocumentData data;

    @Test
    void takesItsTimeToForgetWhatWaitedInVain() throws Exception {
        var document = Cards.json(Map.of("number", UUID.randomUUID().toString(), "type", "INVOICE", "issuedOn",
                "2026-11-20", "nip", Cards.freshNip()));
        document.putObject("gross").put("amount", "10.00").put("currency", "PLN");
        UUID id = UUID.fromString(Api.of(web).post("/api/v1/sales-documents", document).id());
        database.sql("update sales_document set received_at = now() - interval '401 days' where id = :id")
                .bind("id", id).then().block();

        try (var other = OtherTransaction.begin(settings)) {
            other.run("select from sales_document where id = ? for update", id);
            var forgotten = data.forgetWhatWaitsInVain().toFuture();
            Mono.delay(LONGER).block();
            assertThat(forgotten).isNotDone();
            other.commit();
            assertThat(forgotten).succeedsWithin(LONGER);
        }

        assertThat(database.sql("select count(*) from sales_document where id = :id").bind("id", id)
                .mapValue(Long.class).one().block()).isZero();
    }
}

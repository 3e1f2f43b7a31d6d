package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/** Callers whose registrations are written together see nothing of each other. */
@ServiceTest
class GroupedRegistrationIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final int CALLERS = 60;

    @Autowired
    private WebTestClient web;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private Api api;
    private Future<Answer> waiting;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void eachIsRegisteredByItsOwnCallerForItsOwnReasonInItsOwnTrace() throws Exception {
        var sizes = meters.get("kartoteka.registration.group").summary();
        double before = sizes.totalAmount() - sizes.count();

        List<Answer> answers = Parallel.calls(CALLERS, i -> Api.of(web, "caller-" + i, "clients:write").post(
                CLIENTS, Cards.company("Grupowa " + i).put("nip", Cards.freshNip()), headers -> {
                    headers.set(ChangeOrigin.REASON_HEADER, "reason-" + i);
                    headers.set("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace(i)));
                }));

        assertThat(sizes.totalAmount() - sizes.count()).as("written with others").isGreaterThan(before);
        for (int i = 0; i < CALLERS; i++) {
            String id = answers.get(i).id();
            assertThat(answers.get(i).body().path("name").asString()).isEqualTo("Grupowa " + i);
            var change = api.get(CLIENTS + "/" + id + "/history").body().at("/items/0");
            assertThat(change.path("who").asString()).isEqualTo("caller-" + i);
            assertThat(change.path("why").asString()).isEqualTo("reason-" + i);
            var record = KafkaProbe.shared().await(ClientEvent.TOPIC, candidate -> id.equals(candidate.key()));
            assertThat(KafkaProbe.header(record, "traceparent")).startsWith("00-" + trace(i) + "-");
        }
    }

    @Test
    void oneThatHasToWaitHoldsUpNoOther() throws Exception {
        String nip = Cards.freshNip();

        var others = transaction.execute(registration -> {
            registration.setRollbackOnly();
            return database.sql("insert into client (id, version, card, created_at, updated_at)"
                    + " values (uuidv7(), 1, cast(:card as jsonb), now(), now())")
                    .bind("card", Cards.company("Wciąż nie zapisana").put("nip", nip).toString())
                    .then()
                    .then(Mono.fromCallable(() -> {
                        var waits = executor.submit(
                                () -> api.post(CLIENTS, Cards.company("Czekająca").put("nip", nip)));
                        var answers = Parallel.calls(CALLERS, i -> api.post(CLIENTS, Cards.company("Inna " + i)));
                        assertThat(waits).isNotDone();
                        waiting = waits;
                        return answers;
                    }).subscribeOn(Schedulers.boundedElastic()));
        }).blockFirst();

        assertThat(others).extracting(Answer::status).containsOnly(201);
        assertThat(waiting.get().status()).isEqualTo(201);
    }

    @Test
    void oneThatIsRefusedLeavesTheOthersAlone() throws Exception {
        String taken = Cards.freshNip();
        api.post(CLIENTS, Cards.company("Pierwsza").put("nip", taken));

        List<Answer> answers = Parallel.calls(CALLERS, i -> api.post(CLIENTS, switch (i % 3) {
            case 0 -> Cards.company("Druga " + i).put("nip", taken);
            case 1 -> Cards.company("Bez oddziału " + i).put("headOfficeId", "00000000-0000-7000-8000-000000000001");
            default -> Cards.company("Dobra " + i).put("nip", Cards.freshNip());
        }));

        var statuses = new ArrayList<Integer>();
        answers.forEach(answer -> statuses.add(answer.status()));
        for (int i = 0; i < CALLERS; i++) {
            assertThat(statuses.get(i)).as("caller %s", i).isEqualTo(List.of(409, 400, 201).get(i % 3));
        }
    }

    private static String trace(int i) {
        return "4bf92f3577b34da6a3ce929d0e0e" + "%04x".formatted(i);
    }
}

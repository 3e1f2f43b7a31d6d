package pl.kartoteka.client.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Erasing;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Bulk actions lock clients in the order in which an erasure does: from head offices down. */
@ServiceTest
class BulkBesideErasureIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String ACTIONS = "/api/v1/client-bulk-actions";
    private static final int BRANCHES = 40;

    @Autowired
    private Environment settings;

    private final Api api;
    private final String mark = "b" + UUID.randomUUID().toString().substring(0, 8);

    BulkBesideErasureIT(@Autowired WebTestClient web) {
        this.api = Api.of(web);
    }

    @Test
    void holdsNoBranchWhileItWaitsForTheHeadOffice() throws Exception {
        // The id of the branch is the lower one.
        String branch = company("Oddział", null);
        String office = company("Centrala", null);
        putBelow(branch, office);
        String job;

        try (var erasing = OtherTransaction.begin(settings)) {
            erasing.run("select from client where id = ? for update", UUID.fromString(office));
            job = deactivate(List.of(branch));
            erasing.awaitWaiting(1);
            erasing.run("select from client where id = ? for update nowait", UUID.fromString(branch));
            erasing.commit();
        }

        assertThat(over(job).at("/report/changed").asInt()).isOne();
    }

    @Test
    void holdsNeitherBranchNorOfficeOutOfTurnWhereItChangesBoth() throws Exception {
        String lower = company("Pod oddziałem", null);
        String branch = company("Oddział", null);
        String office = company("Centrala", null);
        putBelow(branch, office);
        putBelow(lower, branch);
        String job;

        try (var erasing = OtherTransaction.begin(settings)) {
            erasing.run("select from client where id = ? for update", UUID.fromString(office));
            job = deactivate(List.of(lower, branch, office));
            erasing.awaitWaiting(1);
            erasing.run("select from client where id in (?, ?) for update nowait", UUID.fromString(branch),
                    UUID.fromString(lower));
            erasing.commit();
        }

        assertThat(over(job).at("/report/changed").asInt()).isEqualTo(3);
    }

    @Test
    void comesToItsEndBesideTheErasureOfTheHeadOffice() {
        String office = company("Centrala", null);
        var branches = new ArrayList<>(IntStream.range(0, BRANCHES).mapToObj(i -> company("Oddział " + i, office))
                .toList());

        var jobs = new ArrayList<String>();
        jobs.add(deactivate(branches));
        Erasing.request(office, 1);
        for (int i = 0; i < 4; i++) {
            jobs.add(importance(branches, i % 2 == 0 ? "HIGH" : "LOW"));
        }

        assertThat(Erasing.counted(Erasing.receipt(office, 1), "erased"))
                .containsEntry("links-of-branches", BRANCHES);
        assertThat(jobs).allSatisfy(job -> assertThat(over(job).path("status").asString()).isEqualTo("DONE"));
        assertThat(over(jobs.getFirst()).at("/report/changed").asInt()).isEqualTo(BRANCHES);
        assertThat(api.get(CLIENTS + "/" + branches.getLast()).body().has("headOfficeId")).isFalse();
    }

    private String company(String name, String headOffice) {
        var card = Cards.company(name + " " + mark);
        var answer = api.post(CLIENTS, headOffice == null ? card : card.put("headOfficeId", headOffice));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.id();
    }

    private void putBelow(String branch, String office) {
        var answer = api.patch(CLIENTS + "/" + branch, "\"1\"", Cards.json(Map.of("headOfficeId", office)));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private String deactivate(List<String> whom) {
        return action(Map.of("action", "DEACTIVATE", "clientIds", whom));
    }

    private String importance(List<String> whom, String importance) {
        return action(Map.of("action", "ASSIGN_IMPORTANCE", "importance", importance, "clientIds", whom));
    }

    private String action(Map<String, Object> asked) {
        var answer = api.post(ACTIONS, Cards.json(asked));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.id();
    }

    private JsonNode over(String job) {
        return Awaitility.await().until(() -> api.get(ACTIONS + "/" + job).body(),
                body -> body.path("status").asString().matches("DONE|FAILED|CANCELLED"));
    }
}

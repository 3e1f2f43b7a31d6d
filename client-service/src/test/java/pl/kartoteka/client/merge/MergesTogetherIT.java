package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.merge.Merging.CLIENTS;

/** Merges while others merge, change and write. */
@ServiceTest
class MergesTogetherIT {
    @Autowired
    private WebTestClient web;

    private Api api;
    private Merging merging;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
        merging = new Merging(web);
    }

    @Test
    void isRefusedToNobodyBecauseBranchesChangeMeanwhile() throws Exception {
        for (int round = 0; round < 4; round++) {
            var survivor = merging.register(Cards.company("Centrala " + round));
            var duplicate = merging.register(Cards.company("Podwójna " + round));
            List<Answer> branches = IntStream.range(0, 5).mapToObj(i -> merging.register(
                    Cards.company("Oddział " + i).put("headOfficeId", duplicate.id()))).toList();

            var answers = Parallel.calls(11, i -> i == 5
                    ? merging.merge(survivor.id(), duplicate.id(), Map.of())
                    : api.patch(CLIENTS + "/" + branches.get(i % 5).id(), "\"" + (i < 5 ? 1 : 2) + "\"",
                            "{\"shortName\":\"O" + i + "\"}"));

            assertThat(answers.get(5).status()).as("%s", answers.get(5).body()).isEqualTo(201);
            assertThat(branches).allSatisfy(branch -> assertThat(api.get(CLIENTS + "/{id}", branch.id()).body()
                    .path("headOfficeId").asString()).isEqualTo(survivor.id()));
        }
    }

    @Test
    void losesNoNoteThatIsWrittenDuringAMerge() throws Exception {
        var survivor = merging.register(Cards.company("Zostaje"));
        var duplicate = merging.register(Cards.company("Znika"));

        List<Answer> answers = Parallel.calls(12, i -> i == 6
                ? merging.merge(survivor.id(), duplicate.id(), Map.of())
                : api.post(CLIENTS + "/" + duplicate.id() + "/notes", "{\"text\":\"zapis\"}"));

        assertThat(answers.remove(6).status()).isEqualTo(201);
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(201, 409);
        long written = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(notes(survivor.id())).isEqualTo(written);
        assertThat(notes(duplicate.id())).isZero();
    }

    private long notes(String client) {
        return api.get(CLIENTS + "/{id}/notes?count=true", client).body().path("total").asLong();
    }

    @Test
    void letsOneOfManyMergesAtOnceThroughAndClosesNoCircle() throws Exception {
        var one = merging.register(Cards.company("A"));
        var two = merging.register(Cards.company("B"));
        var three = merging.register(Cards.company("C"));
        List<String> ids = List.of(one.id(), two.id(), three.id());

        List<Answer> answers = Parallel.calls(12, i -> merging.merge(ids.get(i % 3), ids.get((i + 1) % 3), Map.of()));

        assertThat(answers.stream().map(Answer::status)).containsOnly(201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(2);
        assertThat(ids.stream().filter(id -> !api.get(CLIENTS + "/{id}", id).body().has("mergedInto"))).hasSize(1);
    }
}

package pl.kartoteka.segment.criteria;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import pl.kartoteka.criteria.Anchors;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.FactsJson;
import pl.kartoteka.criteria.Subject;
import pl.kartoteka.test.RandomCriteria;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AnchorsTest {
    private static final long SEED = 42;

    @Test
    void whoFulfilsARuleHasOneOfItsAnchors() {
        RandomCriteria generator = new RandomCriteria(SEED, ProfileFields.FIXED, ProfileFields.CATALOGUE);
        List<Facts> clients = java.util.stream.Stream.generate(generator::facts).limit(200).toList();
        int anchored = 0;
        for (int i = 0; i < 3_000; i++) {
            JsonNode criteria = generator.rule(3);
            if (!(CriteriaReader.read(criteria, "criteria",
                    ProfileFields.CATALOGUE) instanceof CriteriaReading.Understood(var rule, _))
                    || Anchors.of(rule).isEmpty()) {
                continue;
            }
            anchored++;
            Set<Anchors.Anchor> needed = Anchors.of(rule).get().any();
            for (Facts facts : clients) {
                if (new Subject(facts, Set.copyOf(RandomCriteria.SEGMENTS), RandomCriteria.TODAY).fulfils(rule)) {
                    assertThat(Anchors.in(facts).collect(Collectors.toSet())).as("%s for %s", criteria, facts)
                            .containsAnyElementsOf(needed);
                }
            }
        }
        assertThat(anchored).isGreaterThan(100);
    }

    @Test
    void factsComeBackAsTheyWereWritten() {
        RandomCriteria generator = new RandomCriteria(SEED, ProfileFields.FIXED, ProfileFields.CATALOGUE);
        for (int i = 0; i < 300; i++) {
            Facts facts = generator.facts();
            assertThat(FactsJson.read(FactsJson.write(facts), ProfileFields.CATALOGUE)).isEqualTo(facts);
        }
    }
}

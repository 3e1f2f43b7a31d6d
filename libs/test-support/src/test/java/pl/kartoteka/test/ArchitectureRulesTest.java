package pl.kartoteka.test;

import java.util.List;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.test.sample.good.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureRulesTest {
    private static final String BAD = "pl.kartoteka.test.sample.bad";

    @Test
    void acceptsAGoodService() {
        var root = SampleApplication.class.getPackageName();
        var classes = new ClassFileImporter().importPackages(root);

        assertThat(ArchitectureRules.rules(root))
                .allSatisfy(rule -> assertThat(rule.allowEmptyShould(true).evaluate(classes).hasViolation()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Mono.block()",
        "Mono.subscribe()",
        "ThingService> has name matching",
        "Cycle detected",
        "Answer.status> has type <org.springframework.http.HttpStatus>",
        "ThingController.things> has type <" + BAD + ".two.ThingRepository>",
        "KafkaProducer",
        "package " + BAD + ".one has no @NullMarked",
        BAD + ".two.Lonely is public, and no other feature uses it",
    })
    void refuses(String violation) {
        assertThat(violations()).anySatisfy(broken -> assertThat(broken).contains(violation));
    }

    private static List<String> violations() {
        var classes = new ClassFileImporter().importPackages(BAD);
        return ArchitectureRules.rules(BAD).stream()
                .flatMap(rule -> rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails().stream())
                .toList();
    }
}

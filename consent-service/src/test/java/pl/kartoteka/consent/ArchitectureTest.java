package pl.kartoteka.consent;

import org.junit.jupiter.api.Test;
import pl.kartoteka.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.verify(ConsentServiceApplication.class);
    }
}

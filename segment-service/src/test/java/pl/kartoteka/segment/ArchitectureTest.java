package pl.kartoteka.segment;

import org.junit.jupiter.api.Test;
import pl.kartoteka.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.verify(SegmentServiceApplication.class);
    }
}

package pl.kartoteka.gus;

import org.junit.jupiter.api.Test;
import pl.kartoteka.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        ArchitectureRules.verify(GusLookupServiceApplication.class);
    }
}

package pl.kartoteka.gateway;

import org.junit.jupiter.api.Test;
import pl.kartoteka.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.verify(GatewayApplication.class);
    }
}

package pl.kartoteka.messaging;

import org.junit.jupiter.api.Test;
import pl.kartoteka.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        ArchitectureRules.verify(MessagingServiceApplication.class);
    }
}

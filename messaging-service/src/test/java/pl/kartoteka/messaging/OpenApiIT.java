package pl.kartoteka.messaging;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.OpenApiFile;
import pl.kartoteka.test.ServiceTest;

@ServiceTest
class OpenApiIT {
    @Test
    void publishesWhatIsCommitted(@Autowired WebTestClient web) {
        OpenApiFile.verify(web);
    }
}

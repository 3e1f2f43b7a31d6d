package pl.kartoteka.segment;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.OpenApiFile;
import pl.kartoteka.test.ServiceTest;

@ServiceTest
class OpenApiIT {
    @Test
    void thePublishedPageIsTheCommittedFile(@Autowired WebTestClient web) {
        OpenApiFile.verify(web);
    }
}

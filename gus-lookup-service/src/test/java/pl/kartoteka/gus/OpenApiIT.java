package pl.kartoteka.gus;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.OpenApiFile;
import pl.kartoteka.test.ServiceTest;

@ServiceTest
class OpenApiIT implements RegistersRunning {
    @Autowired
    private WebTestClient web;

    @Test
    void publishesTheCommittedDescription() {
        OpenApiFile.verify(web);
    }
}

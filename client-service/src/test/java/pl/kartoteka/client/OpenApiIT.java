package pl.kartoteka.client;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import pl.kartoteka.test.OpenApiFile;
import pl.kartoteka.test.ServiceTest;

@ServiceTest
class OpenApiIT {
    @Autowired
    private WebTestClient web;

    @Test
    void publishesWhatTheCommittedFileSays() {
        OpenApiFile.verify(web);
    }
}

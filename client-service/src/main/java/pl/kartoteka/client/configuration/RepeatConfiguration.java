package pl.kartoteka.client.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.http.Repeats;

import static org.springframework.http.HttpMethod.POST;

@Configuration(proxyBeanMethods = false)
class RepeatConfiguration {
    /** Exports and drafts save nothing; a file of an import is as large as the gateway lets through. */
    @Bean
    Repeats repeats() {
        return Repeats.rules()
                .harmless(POST, "/api/v1/client-exports", "/api/v1/client-drafts", "/api/v1/clients/search",
                        "/api/v1/clients/{id}/merge-preview")
                .file(DataSize.ofGigabytes(2), POST, "/api/v1/client-imports");
    }
}

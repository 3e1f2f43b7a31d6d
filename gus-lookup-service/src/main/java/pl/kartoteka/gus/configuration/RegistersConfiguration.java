package pl.kartoteka.gus.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.kartoteka.events.Topic;
import pl.kartoteka.http.Scopes;
import pl.kartoteka.reliable.TopicsInUse;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

@Configuration(proxyBeanMethods = false)
class RegistersConfiguration {
    private static final String READ = "lookups:read";

    @Bean
    Scopes scopes() {
        return Scopes.rules()
                .scope(READ, GET, "/api/v1/lookups/**")
                .scope(READ, POST, "/api/v1/lookup-batches")
                .scope(READ, POST, "/api/v1/lookup-batches/{id}/cancel", "/api/v1/lookup-batches/{id}/resume")
                .scope(READ, GET, "/api/v1/lookup-batches", "/api/v1/lookup-batches/{id}")
                .scope(READ, GET, "/api/v1/lookup-batches/{id}/events", "/api/v1/lookup-batches/{id}/results");
    }

    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(Topic.COMPANIES, Topic.CLIENTS);
    }
}

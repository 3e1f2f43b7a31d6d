package pl.kartoteka.gus.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.kartoteka.events.Topic;
import pl.kartoteka.http.Scopes;
import pl.kartoteka.reliable.TopicsInUse;

import static org.springframework.http.HttpMethod.GET;

@Configuration(proxyBeanMethods = false)
class RegistersConfiguration {

    @Bean
    Scopes scopes() {
        return Scopes.rules().scope("lookups:read", GET, "/api/v1/lookups/**");
    }

    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(Topic.COMPANIES, Topic.CLIENTS);
    }
}

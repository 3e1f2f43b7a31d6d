package pl.kartoteka.segment.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import pl.kartoteka.events.Topic;
import pl.kartoteka.http.Scopes;
import pl.kartoteka.reliable.TopicsInUse;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SegmentConfiguration {
    static final String READ = "segments:read";
    static final String WRITE = "segments:write";

    @Bean
    Scopes scopes() {
        return Scopes.rules()
                .scope(READ, POST, "/api/v1/segments/preview")
                .scope(READ, GET, "/api/v1/segments", "/api/v1/segments/**", "/api/v1/clients/*/segments")
                .scope(WRITE, POST, "/api/v1/segments", "/api/v1/segments/*/members",
                        "/api/v1/segments/*/members/removals")
                .scope(WRITE, PATCH, "/api/v1/segments/*")
                .scope(WRITE, PUT, "/api/v1/segments/*/members/*")
                .scope(WRITE, DELETE, "/api/v1/segments/*", "/api/v1/segments/*/members/*",
                        "/api/v1/segments/*/pins/*");
    }

    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(
                Topic.CLIENTS, Topic.CONSENTS, Topic.MESSAGES, Topic.SALES_DOCUMENTS, Topic.SEGMENTS,
                Topic.SEGMENT_MEMBERS);
    }
}

package pl.kartoteka.messaging.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import pl.kartoteka.events.Topic;
import pl.kartoteka.http.Scopes;
import pl.kartoteka.reliable.TopicsInUse;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {
    private static final String READ = "messages:read";
    private static final String SEND = "messages:send";
    private static final int ROUNDS = 8;

    @Bean
    Scopes scopes() {
        return Scopes.rules()
                .open(GET, "/api/v1/public/sms-reports/{secret}")
                .scope(READ, GET, "/api/v1/message-templates", "/api/v1/message-templates/{id}")
                .scope(SEND, POST, "/api/v1/message-templates")
                .scope(SEND, PATCH, "/api/v1/message-templates/{id}")
                .scope(SEND, DELETE, "/api/v1/message-templates/{id}")
                .scope(READ, POST, "/api/v1/message-templates/{id}/preview")
                .scope(SEND, POST, "/api/v1/messages")
                .scope(READ, GET, "/api/v1/messages/{id}")
                .scope(READ, GET, "/api/v1/clients/{clientId}/messages")
                .scope(READ, GET, "/api/v1/campaigns", "/api/v1/campaigns/{id}")
                .scope(READ, GET, "/api/v1/campaigns/{id}/recipients", "/api/v1/campaigns/{id}/events")
                .scope(SEND, POST, "/api/v1/campaigns")
                .scope(SEND, PATCH, "/api/v1/campaigns/{id}")
                .scope(SEND, DELETE, "/api/v1/campaigns/{id}")
                .scope(READ, POST, "/api/v1/campaigns/{id}/preflight")
                .scope(SEND, POST, "/api/v1/campaigns/{id}/start", "/api/v1/campaigns/{id}/pause")
                .scope(SEND, POST, "/api/v1/campaigns/{id}/resume", "/api/v1/campaigns/{id}/cancel");
    }

    /**
     * Rounds of different work run beside each other. The scheduler that comes with virtual threads has one thread for all
     * that waits for its own end, and there a mail server that hangs would hold up campaigns and SMS.
     */
    @Bean
    TaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(ROUNDS);
        scheduler.setThreadNamePrefix("round-");
        return scheduler;
    }

    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(Topic.CLIENTS, Topic.SEGMENTS, Topic.SEGMENT_MEMBERS, Topic.MESSAGES);
    }
}

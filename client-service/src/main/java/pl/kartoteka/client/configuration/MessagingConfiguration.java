package pl.kartoteka.client.configuration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import pl.kartoteka.events.Topic;
import pl.kartoteka.reliable.TopicsInUse;

@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {
    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(Topic.CLIENTS, Topic.COMPANIES, Topic.CONSENTS, Topic.DICTIONARIES, Topic.SALES_DOCUMENTS,
                Topic.SEGMENTS, Topic.SEGMENT_MEMBERS);
    }
}

package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.events.Topic;
import pl.kartoteka.test.KafkaServer;

import static org.assertj.core.api.Assertions.assertThat;

class TopicCreationIT {
    private final Map<String, Object> settings = Map.of("bootstrap.servers", KafkaServer.shared().bootstrapServers());

    /** With more partitions the keys would move, and two events of one key could be read out of order. */
    @Test
    void leavesATopicThatExistsWithThePartitionsItHas() throws Exception {
        String topic = Topic.SALES_DOCUMENTS.topicName();
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();

            creation().start();

            var topics = admin.describeTopics(List.of(topic, topic + ".dlt")).allTopicNames().get();
            assertThat(topics.get(topic).partitions()).hasSize(2);
            assertThat(topics.get(topic + ".dlt").partitions()).hasSize(6);
        }
    }

    private TopicCreation creation() {
        var properties = new ReliableMessagingProperties(
                null, DataSize.ofKilobytes(900), 6, null, Duration.ofDays(30), Duration.ofDays(30), 3,
                new ReliableMessagingProperties.Relay(false, 500, org.springframework.util.unit.DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5)));
        return new TopicCreation(
                new KafkaAdmin(settings), List.of(TopicsInUse.of(Topic.SALES_DOCUMENTS)), properties);
    }
}

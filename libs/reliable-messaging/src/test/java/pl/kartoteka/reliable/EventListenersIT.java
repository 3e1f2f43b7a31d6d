package pl.kartoteka.reliable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.KafkaServer;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.reliable.Eventually.eventually;

@ServiceTest
class EventListenersIT {
    private final KafkaProbe kafka = KafkaProbe.shared();
    private final EventCodec codec = new EventCodec();

    @Autowired
    TestApplication.Members members;
    @Autowired
    DatabaseClient database;
    @Autowired
    KafkaListenerEndpointRegistry listeners;
    @Autowired
    MeterRegistry meters;

    @Test
    void ignoresDuplicatesAndWhatComesLate() throws Exception {
        var client = UUID.randomUUID();
        var last = UUID.randomUUID();

        send(Memberships.entered(client, "SECOND", 2));
        send(Memberships.entered(client, "SECOND", 2));
        send(Memberships.entered(client, "FIRST", 1));
        send(Memberships.entered(client, "THIRD", 3));
        send(Memberships.entered(client, "SECOND", 2));
        awaitHandled(last, Memberships.entered(client, 0).key());

        var member = members.find(Memberships.entered(client, 0).key());
        assertThat(member.cause()).isEqualTo("THIRD");
        assertThat(member.changes()).isEqualTo(2);
    }

    @Test
    void changesNothingWhenTheTopicIsReadFromTheStartAgain() throws Exception {
        var client = UUID.randomUUID();
        String key = Memberships.entered(client, 0).key();
        send(Memberships.entered(client, "FIRST", 1));
        send(Memberships.entered(client, "SECOND", 2));
        eventually(() -> members.find(key) != null && members.find(key).sequence() == 2);
        var before = members.find(key);

        var container = listeners.getListenerContainer("test.members");
        container.stop();
        try (var removing = Admin.create(admin())) {
            removing.deleteConsumerGroups(List.of("test.members")).all().get();
        }
        container.start();
        awaitHandled(UUID.randomUUID(), key);

        assertThat(members.find(key)).isEqualTo(before);
    }

    @Test
    void laysAPoisonousRecordAsideAndGoesOn() throws Exception {
        var client = UUID.randomUUID();
        String key = Memberships.entered(client, 0).key();

        kafka.send(SegmentMemberEvent.TOPIC, key, "{\"membership\":".getBytes(StandardCharsets.UTF_8),
                Memberships.headers(Memberships.entered(client, 1)));
        kafka.send(SegmentMemberEvent.TOPIC, key, "no event at all");
        send(Memberships.entered(client, "POISON", 2));
        send(Memberships.entered(client, "GOOD", 3));
        eventually(() -> members.find(key) != null);

        assertThat(members.find(key).cause()).isEqualTo("GOOD");
        String deadLetters = SegmentMemberEvent.TOPIC + ".dlt";
        var unreadable = awaitDeadLetter(deadLetters, key, "{\"membership\":");
        assertThat(KafkaProbe.header(unreadable, "kafka_dlt-exception-message")).contains("data does not fit");
        assertThat(KafkaProbe.header(unreadable, "kafka_dlt-original-topic")).isEqualTo(SegmentMemberEvent.TOPIC);
        assertThat(KafkaProbe.header(unreadable, "ce_type")).isEqualTo("kartoteka.segment.entered.v1");
        assertThat(KafkaProbe.header(unreadable, "kafka_dlt-exception-stacktrace")).isNull();
        awaitDeadLetter(deadLetters, key, "no event at all");
        var unmanageable = awaitDeadLetter(deadLetters, key, codec.json(Memberships.entered(client, "POISON", 2)));
        assertThat(KafkaProbe.header(unmanageable, "kafka_dlt-exception-cause-fqcn")).contains("IllegalStateException");
        assertThat(meters.get("kartoteka.events.dead").tag("topic", SegmentMemberEvent.TOPIC).counter().count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void repeatsWhatFailedBecauseTheDatabaseWasAway() throws Exception {
        var client = UUID.randomUUID();
        String key = Memberships.entered(client, 0).key();
        members.failuresToCome.set(6);

        send(Memberships.entered(client, "AFTERWARDS", 1));

        eventually(() -> members.find(key) != null);
        assertThat(members.failuresToCome).hasValue(0);
        assertThat(kafka.records(SegmentMemberEvent.TOPIC + ".dlt"))
                .noneMatch(record -> key.equals(record.key()));
    }

    @Test
    void skipsTypesItDoesNotKnowAndTombstones() throws Exception {
        var client = UUID.randomUUID();
        String key = Memberships.entered(client, 0).key();

        kafka.send(
                SegmentMemberEvent.TOPIC,
                key,
                "{}".getBytes(StandardCharsets.UTF_8),
                Memberships.headers("kartoteka.segment.renamed.v1", "1"));
        kafka.send(SegmentMemberEvent.TOPIC, key, null, Map.of());
        awaitHandled(UUID.randomUUID(), key);

        assertThat(kafka.records(SegmentMemberEvent.TOPIC + ".dlt"))
                .noneMatch(record -> key.equals(record.key()));
    }

    @Test
    void laysOnlyThePoisonousRecordsOfABatchAside() throws Exception {
        var before = UUID.randomUUID();
        var poison = UUID.randomUUID();
        var after = UUID.randomUUID();
        listeners.getListenerContainer("test.erasures").stop();

        sendErasure(before, 1);
        sendErasure(poison, ErasuresListener.POISON);
        sendErasure(after, 1);
        kafka.send(ClientEvent.TOPIC, poison.toString(), "{]".getBytes(StandardCharsets.UTF_8),
                Memberships.headers("kartoteka.client.erased.v1", "x"));
        listeners.getListenerContainer("test.erasures").start();

        eventually(() -> isErased(before) && isErased(after));
        assertThat(isErased(poison)).isFalse();
        awaitDeadLetter(ClientEvent.TOPIC + ".dlt", poison.toString(), "{]");
        awaitDeadLetter(ClientEvent.TOPIC + ".dlt", poison.toString(),
                codec.json(new ClientErased(poison, ErasuresListener.POISON)));
        assertThat(kafka.records(ClientEvent.TOPIC + ".dlt")).hasSize(2);
    }

    @Test
    void hasAnEffectThatCannotBeRepeatedOnce() throws Exception {
        String id = UUID.randomUUID().toString();
        String last = UUID.randomUUID().toString();
        String type = "kartoteka.message.sent.v1";

        for (String event : List.of(id, id, id, last)) {
            kafka.send(MessageEvent.TOPIC, "key", "{}".getBytes(StandardCharsets.UTF_8),
                    Memberships.headers(type, event));
        }

        eventually(() -> effects(last) == 1);
        assertThat(effects(id)).isEqualTo(1);
        assertThat(meters.get("kartoteka.inbox.repeated").tag("consumer", "test.effects").counter().count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void createsTheTopicsInUseAndTheirDeadLetterTopics() throws Exception {
        try (var client = Admin.create(admin())) {
            var members = client.describeTopics(List.of(SegmentMemberEvent.TOPIC)).allTopicNames().get();
            assertThat(members.get(SegmentMemberEvent.TOPIC).partitions()).hasSize(6);
            assertThat(setting(client, SegmentMemberEvent.TOPIC, "cleanup.policy")).isEqualTo("compact");
            assertThat(setting(client, MessageEvent.TOPIC, "cleanup.policy")).isEqualTo("delete");
            assertThat(setting(client, MessageEvent.TOPIC, "retention.ms")).isEqualTo("1209600000");
            assertThat(setting(client, MessageEvent.TOPIC + ".dlt", "retention.ms")).isEqualTo("2592000000");
        }
    }

    private void send(SegmentMemberEvent event) {
        kafka.send(event.topic(), event.key(), codec.json(event).getBytes(StandardCharsets.UTF_8),
                Memberships.headers(event));
    }

    private void sendErasure(UUID client, long version) {
        byte[] data = codec.json(new ClientErased(client, version)).getBytes(StandardCharsets.UTF_8);
        kafka.send(ClientEvent.TOPIC, client.toString(), data,
                Memberships.headers("kartoteka.client.erased.v1", client.toString()));
    }

    /** Another event, sent into the same partition, has been handled: so has everything before it. */
    private void awaitHandled(UUID client, String sameKey) throws Exception {
        var marker = Memberships.entered(client, 1);
        kafka.send(marker.topic(), sameKey, codec.json(marker).getBytes(StandardCharsets.UTF_8),
                Memberships.headers(marker));
        eventually(() -> members.find(marker.key()) != null);
    }

    private ConsumerRecord<String, byte[]> awaitDeadLetter(String topic, String key, String value) {
        return kafka.await(
                topic,
                record -> key.equals(record.key()) && value.equals(new String(record.value(), StandardCharsets.UTF_8)));
    }

    private boolean isErased(UUID client) {
        return database.sql("select 1 from erased where client_id = $1")
                .bind("$1", client)
                .fetch()
                .first()
                .hasElement()
                .block();
    }

    private long effects(String id) {
        return database.sql("select count(*) from effect where event_id = $1")
                .bind("$1", id)
                .mapValue(Long.class)
                .one()
                .block();
    }

    private static Map<String, Object> admin() {
        return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaServer.shared().bootstrapServers());
    }

    private static String setting(Admin client, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return client.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    }
}

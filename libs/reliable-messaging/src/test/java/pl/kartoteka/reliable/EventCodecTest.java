package pl.kartoteka.reliable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Samples;
import pl.kartoteka.events.SegmentMemberEvent;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    static Collection<Class<? extends Event>> events() {
        return EventTypes.all().values();
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsEverySampleAndWritesItAgain(Class<? extends Event> type) {
        String sample = Samples.json(type);

        Event event = codec.read(record(sample, EventTypes.typeOf(type)), type).orElseThrow();

        assertThat(JsonMapper.shared().readTree(codec.json(event))).isEqualTo(JsonMapper.shared().readTree(sample));
    }

    @Test
    void readsWhatANewerProducerHasAdded() {
        var event = Memberships.entered(3);
        String json = codec.json(event).replaceFirst("\\{", "{\"added\":[1,2],");

        assertThat(codec.read(record(json, "kartoteka.segment.entered.v1"), SegmentMemberEvent.class)).contains(event);
    }

    @Test
    void takesTheTombstoneOfAClientForItsErasure() {
        UUID client = UUID.randomUUID();

        assertThat(
                codec.read(new ConsumerRecord<>(ClientEvent.TOPIC, 0, 7, client.toString(), null), ClientEvent.class))
                .contains(new ClientEvent.ClientErased(client, Long.MAX_VALUE));
        assertThatThrownBy(
                () -> codec.read(new ConsumerRecord<>(ClientEvent.TOPIC, 0, 7, "jan", null), ClientEvent.class))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageNotContaining("jan");
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        assertThat(codec.read(record("{}", "kartoteka.segment.renamed.v1"), SegmentMemberEvent.class)).isEmpty();
        assertThat(codec.read(record("{}", "kartoteka.client.erased.v1"), SegmentMemberEvent.class)).isEmpty();
        assertThat(codec.read(record(null, null), SegmentMemberEvent.class)).isEmpty();
    }

    @Test
    void cannotReadDataThatDoesNotFitTheType() {
        for (String data : List.of("", "[]", "null", "{", "{}", "{\"membership\":{}}", "{\"membership\":null}",
                "{\"clientId\":\"no\"}",
                "\u0000")) {
            assertThatThrownBy(() -> codec.read(record(data, "kartoteka.segment.entered.v1"), SegmentMemberEvent.class))
                    .as(data)
                    .isInstanceOf(UnreadableEvent.class);
        }
        assertThatThrownBy(() -> codec.read(record("{}", null), ClientEvent.class)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void doesNotQuoteWhatItCannotRead() {
        String json = codec.json(Memberships.entered(3)).replaceFirst("\"sequence\":3",
                "\"sequence\":\"x85010112345\"");

        assertThatThrownBy(() -> codec.read(record(json, "kartoteka.segment.entered.v1"), SegmentMemberEvent.class))
                .hasMessageContaining("at .membership.sequence")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("85010112345"));
    }

    @Test
    void saysWhatTheHeadersSay() {
        var record = record("{}", "kartoteka.client.erased.v1");
        record.headers().add("ce_time", bytes("2026-11-22T12:00:00.123456Z")).add("ce_sequence", bytes("12"));

        var metadata = codec.metadata(record);

        assertThat(metadata.type()).isEqualTo("kartoteka.client.erased.v1");
        assertThat(metadata.source()).isEqualTo("urn:test");
        assertThat(metadata.time()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123456Z"));
        assertThat(codec.time(record)).isEqualTo(metadata.time());
        assertThat(metadata.sequence()).isEqualTo(12);
    }

    @Test
    void namesARecordWithoutHeadersByItsPosition() {
        var metadata = codec.metadata(record("{}", null));

        assertThat(metadata.id()).isEqualTo("topic-3@42");
        assertThat(metadata.time()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(codec.time(record("{}", null))).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(Optional.ofNullable(metadata.type())).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> record(@Nullable String data, @Nullable String type) {
        var headers = new RecordHeaders();
        if (type != null) {
            Memberships.headers(type, UUID.randomUUID().toString())
                    .forEach((name, value) -> headers.add(name, bytes(value)));
        }
        return new ConsumerRecord<>(
                "topic",
                3,
                42,
                1_000,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                data == null ? null : bytes(data),
                headers,
                Optional.empty());
    }

    private static String stackTrace(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

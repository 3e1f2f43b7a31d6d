package pl.kartoteka.reliable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.micrometer.tracing.Tracer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class CausesIT {
    private static final String ONE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final EventCodec json = new EventCodec();
    private final UUID ofOne = UUID.randomUUID();
    private final UUID ofOther = UUID.randomUUID();
    private final UUID ofNone = UUID.randomUUID();

    @Autowired
    EventCodec codec;
    @Autowired
    Outbox outbox;
    @Autowired
    TransactionalOperator transactions;
    @Autowired
    Tracer tracer;

    @Test
    void whatABatchAppendsContinuesTheTraceItComesFrom() {
        var consequences = List.of(
                Memberships.entered(ofOne, 2), Memberships.entered(ofOther, 2), Memberships.entered(ofNone, 2));
        var own = new String[1];

        codec.readBatch(List.of(record(ofOne, ONE), record(ofOther, OTHER)), SegmentMemberEvent.class, _ -> {
            own[0] = tracer.currentSpan().context().traceId();
            outbox.append(consequences).as(transactions::transactional).contextCapture().block(Duration.ofSeconds(10));
        });

        assertThat(traceOfWhatWasSent(ofOne)).isEqualTo(ONE);
        assertThat(traceOfWhatWasSent(ofOther)).isEqualTo(OTHER);
        assertThat(traceOfWhatWasSent(ofNone)).isEqualTo(own[0]).isNotIn(ONE, OTHER);
    }

    private ConsumerRecord<String, byte[]> record(UUID clientId, String trace) {
        var event = Memberships.entered(clientId, 1);
        // Keyed by the client, as on other topics than the one appended to.
        var record = new ConsumerRecord<>(
                "any", 0, 0, clientId.toString(), json.json(event).getBytes(StandardCharsets.UTF_8));
        Memberships.headers(event).forEach((name, value) -> record.headers().add(name, bytes(value)));
        record.headers().add("traceparent", bytes("00-" + trace + "-00f067aa0ba902b7-01"));
        return record;
    }

    private String traceOfWhatWasSent(UUID clientId) {
        String key = Memberships.entered(clientId, 2).key();
        var sent = kafka.await(SegmentMemberEvent.TOPIC, record -> key.equals(record.key()));
        return KafkaProbe.header(sent, "traceparent").substring(3, 35);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

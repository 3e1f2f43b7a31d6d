package pl.kartoteka.reliable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pl.kartoteka.reliable.Eventually.eventually;

@ServiceTest
class OutboxIT {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    Outbox outbox;
    @Autowired
    Inbox inbox;
    @Autowired
    TransactionalOperator transactions;
    @Autowired
    MembersListener listener;
    @Autowired
    MeterRegistry meters;
    @Autowired
    WebTestClient web;

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatThrownBy(() -> outbox.append(Memberships.entered(1)).block())
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> outbox.appendTombstone("any", "key").block())
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> inbox.firstTime("consumer", "event").block())
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void publishesWhatIsCommittedWithItsCloudEventsHeaders() {
        var event = Memberships.entered(7);

        outbox.append(event).as(transactions::transactional).block();

        var record = kafka.await(SegmentMemberEvent.TOPIC, candidate -> event.key().equals(candidate.key()));
        assertThat(KafkaProbe.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(KafkaProbe.header(record, "ce_type")).isEqualTo("kartoteka.segment.entered.v1");
        assertThat(KafkaProbe.header(record, "ce_source")).isEqualTo("urn:kartoteka:reliable-messaging-test");
        assertThat(KafkaProbe.header(record, "ce_subject")).isEqualTo(event.key());
        assertThat(KafkaProbe.header(record, "ce_sequence")).isEqualTo("7");
        assertThat(KafkaProbe.header(record, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(KafkaProbe.header(record, "ce_id"))).isNotNull();
        assertThat(Instant.parse(KafkaProbe.header(record, "ce_time"))).isBeforeOrEqualTo(Instant.now());
        assertThat(new EventCodec().read(record, SegmentMemberEvent.class)).contains(event);
    }

    @Test
    void publishesNothingOfWhatIsRolledBack() {
        var undone = Memberships.entered(1);
        var done = Memberships.entered(1);

        assertThatThrownBy(() -> outbox.append(undone)
                .then(Mono.error(new IllegalStateException("the change fails")))
                .as(transactions::transactional)
                .block()).hasMessage("the change fails");
        outbox.append(done).as(transactions::transactional).block();

        kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.entered.v1", done.key());
        assertThat(kafka.events(SegmentMemberEvent.TOPIC, undone.key())).isEmpty();
    }

    @Test
    void keepsTheOrderOfManyEventsAppendedAtOnce() {
        var client = UUID.randomUUID();
        var events = LongStream.rangeClosed(1, 2_000).mapToObj(i -> Memberships.entered(client, i)).toList();

        outbox.append(events).as(transactions::transactional).block();

        kafka.await(
                SegmentMemberEvent.TOPIC,
                record -> events.getFirst().key().equals(record.key())
                        && "2000".equals(KafkaProbe.header(record, "ce_sequence")));
        assertThat(kafka.events(SegmentMemberEvent.TOPIC, events.getFirst().key()))
                .extracting(event -> Long.valueOf(event.sequence()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_000).boxed().toList());
    }

    @Test
    void publishesATombstoneAfterTheEvent() {
        var event = Memberships.entered(1);

        outbox.append(event)
                .then(outbox.appendTombstone(SegmentMemberEvent.TOPIC, event.key()))
                .as(transactions::transactional)
                .block();

        var tombstone = kafka.await(
                SegmentMemberEvent.TOPIC,
                record -> event.key().equals(record.key()) && record.value() == null);
        var told = kafka.await(SegmentMemberEvent.TOPIC, record -> event.key().equals(record.key()));
        assertThat(tombstone.offset()).isGreaterThan(told.offset());
    }

    @Test
    void refusesAnEventThatKafkaWouldNotTake() {
        var large = Memberships.entered(UUID.randomUUID(), "ż".repeat(500_000), 1);

        assertThatThrownBy(() -> outbox.append(large).as(transactions::transactional).block())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at most");
    }

    @Test
    void appendsNothingWhenThereIsNothing() {
        outbox.append(List.of()).block();
    }

    @Test
    void carriesOneTraceFromTheRequestToTheListener() throws Exception {
        var event = Memberships.entered(1);

        web.post()
                .uri("/members")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(event.membership())
                .exchange()
                .expectStatus()
                .isOk();

        var record = kafka.await(SegmentMemberEvent.TOPIC, candidate -> event.key().equals(candidate.key()));
        assertThat(KafkaProbe.header(record, "traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
        eventually(() -> listener.traceIds.containsKey(event.key()));
        assertThat(listener.traceIds.get(event.key())).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void measuresWhatWaitsAndWhatWentOut() throws Exception {
        var event = Memberships.entered(1);

        outbox.append(event).as(transactions::transactional).block();

        kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.entered.v1", event.key());
        eventually(() -> meters.get("kartoteka.outbox.relayed").tag("topic", SegmentMemberEvent.TOPIC).timer()
                .count() > 0);
        eventually(() -> meters.get("kartoteka.outbox.size").gauge().value() == 0);
        assertThat(meters.get("kartoteka.outbox.oldest.age").gauge().value()).isBetween(0.0, 60.0);
    }
}

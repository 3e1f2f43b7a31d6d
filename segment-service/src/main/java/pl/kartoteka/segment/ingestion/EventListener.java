package pl.kartoteka.segment.ingestion;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.events.SalesDocumentEvent;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.reliable.EventMetadata;
import pl.kartoteka.segment.profile.SalesDocuments;

/** Takes the four topics. Waits for its work, on a thread of its own, so that nothing is reordered or lost. */
@Component
class EventListener {
    /** Longer than the swap of a large segment, which everybody waits for. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BATCHES = "batchKafkaListenerContainerFactory";

    private final EventCodec codec;
    private final Projection projection;
    private final Erasures erasures;
    private final Clock clock;
    private final Timer latency;

    EventListener(EventCodec codec, Projection projection, Erasures erasures, Clock clock, MeterRegistry meters) {
        this.codec = codec;
        this.projection = projection;
        this.erasures = erasures;
        this.clock = clock;
        this.latency = Timer.builder("kartoteka.segment.update.latency")
                .description("From the time of an event to the commit of what it changed")
                .publishPercentileHistogram()
                .register(meters);
    }

    @KafkaListener(id = "segment-service.clients", topics = ClientEvent.TOPIC, containerFactory = BATCHES)
    void onClients(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class, this::takeClients);
        measure(records);
    }

    /** An erasure is final, so it may come after what else is in the batch. */
    private void takeClients(List<ClientEvent> events) {
        Set<UUID> moved = new HashSet<>();
        projection.takeClients(events.stream().filter(event -> !(event instanceof ClientErased)).toList())
                .doOnNext(moved::addAll)
                .contextCapture().block(PATIENCE);
        List<UUID> erased = events.stream()
                .filter(ClientErased.class::isInstance)
                .map(ClientEvent::clientId)
                .distinct()
                .toList();
        erased.forEach(client -> erasures.erase(client).contextCapture().block(PATIENCE));
        projection.followMerges(events.stream().map(ClientEvent::clientId).toList()).contextCapture().block(PATIENCE);
        moved.addAll(erased);
        if (!moved.isEmpty()) {
            projection.followBranches(moved).contextCapture().block(PATIENCE);
        }
    }

    @KafkaListener(id = "segment-service.consents", topics = ConsentEvent.TOPIC, containerFactory = BATCHES)
    void onConsents(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ConsentEvent.class,
                events -> projection.takeConsents(events).contextCapture().block(PATIENCE));
        measure(records);
    }

    @KafkaListener(id = "segment-service.messages", topics = MessageEvent.TOPIC, containerFactory = BATCHES)
    void onMessages(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, MessageEvent.class,
                events -> projection.takeMessages(events).contextCapture().block(PATIENCE));
        measure(records);
    }

    /** One by one: which document it is depends on the headers. */
    @KafkaListener(id = "segment-service.sales-documents", topics = SalesDocumentEvent.TOPIC)
    void onSalesDocument(ConsumerRecord<String, byte[]> record) {
        codec.read(record, SalesDocumentEvent.class).ifPresent(event -> {
            EventMetadata metadata = codec.metadata(record);
            String source = Objects.requireNonNullElse(metadata.source(), "");
            projection.takeDocuments(List.of(new SalesDocuments.Received(source, document(event), event.sequence())))
                    .contextCapture().block(PATIENCE);
            measure(List.of(record));
        });
    }

    private static SalesDocumentEvent.SalesDocument document(SalesDocumentEvent event) {
        return switch (event) {
            case SalesDocumentEvent.SalesDocumentIssued(var document) -> document;
            case SalesDocumentEvent.SalesDocumentChanged(var document) -> document;
            case SalesDocumentEvent.SalesDocumentPaid(var document) -> document;
            case SalesDocumentEvent.SalesDocumentCancelled(var document) -> cancelled(document);
        };
    }

    /** Whatever its producer left in the status, as for client-service. */
    private static SalesDocumentEvent.SalesDocument cancelled(SalesDocumentEvent.SalesDocument document) {
        return new SalesDocumentEvent.SalesDocument(
                document.clientId(), document.nip(), document.number(), document.type(), document.issuedOn(),
                document.gross(), document.paid(), document.dueOn(), "CANCELLED", document.changedAt());
    }

    private void measure(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record -> latency.record(Duration.between(codec.time(record), clock.instant())));
    }
}

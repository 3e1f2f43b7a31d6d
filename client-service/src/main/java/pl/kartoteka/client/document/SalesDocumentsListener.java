package pl.kartoteka.client.document;

import java.time.Duration;
import java.util.Optional;

import jakarta.validation.Validator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.Money;
import pl.kartoteka.events.SalesDocumentEvent;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentCancelled;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.reliable.UnreadableEvent;
import reactor.core.publisher.Mono;

@Component
class SalesDocumentsListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final DocumentIntake intake;
    private final Validator validator;

    SalesDocumentsListener(EventCodec codec, DocumentIntake intake, Validator validator) {
        this.codec = codec;
        this.intake = intake;
        this.validator = validator;
    }

    @KafkaListener(id = "client-service.sales-documents", topics = SalesDocumentEvent.TOPIC)
    void on(ConsumerRecord<String, byte[]> record) {
        codec.read(record, SalesDocumentEvent.class)
                .map(event -> request(event).from(source(record)))
                .ifPresent(document -> take(document).contextCapture().block(PATIENCE));
    }

    /** A source may hear late of an erasure: what it says of the client is dropped, and no copy is laid aside. */
    private Mono<KeptDocument> take(SalesDocument document) {
        return intake.take(document).onErrorComplete(DocumentOfErasedClient.class);
    }

    private String source(ConsumerRecord<String, byte[]> record) {
        return Optional.ofNullable(codec.metadata(record).source()).orElse(record.topic());
    }

    /** The same rules as over HTTP: what they refuse no retry mends. */
    private SalesDocumentRequest request(SalesDocumentEvent event) {
        SalesDocumentRequest request = read(event);
        var violations = validator.validate(request);
        if (!violations.isEmpty()) {
            String fields = violations.stream().map(one -> one.getPropertyPath() + " " + one.getMessageTemplate())
                    .sorted().toList().toString();
            throw new UnreadableEvent("sales document: " + fields);
        }
        return request;
    }

    private static SalesDocumentRequest read(SalesDocumentEvent event) {
        var document = event.document();
        try {
            return new SalesDocumentRequest(
                    document.clientId(),
                    document.nip(),
                    document.number(),
                    DocumentType.valueOf(document.type()),
                    document.issuedOn(),
                    money(document.gross()),
                    document.paid() == null ? null : money(document.paid()),
                    document.dueOn(),
                    event instanceof SalesDocumentCancelled
                            ? DocumentStatus.CANCELLED
                            : DocumentStatus.valueOf(document.status()),
                    document.changedAt());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableEvent("sales document: a field is missing or has a value we do not know", e);
        }
    }

    private static Money money(pl.kartoteka.events.Money published) {
        return new Money(published.amount(), published.currency());
    }
}

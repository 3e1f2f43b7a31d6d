package pl.kartoteka.consent.privacy;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.events.PrivacyEvent.ExportRequested;
import pl.kartoteka.reliable.EventCodec;
import reactor.core.publisher.Mono;

/** Takes what the services answer. */
@Component
class PrivacyAnswersListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final Questions questions;

    PrivacyAnswersListener(EventCodec codec, Questions questions) {
        this.codec = codec;
        this.questions = questions;
    }

    @KafkaListener(id = "consent-service.privacy-answers", topics = PrivacyEvent.TOPIC)
    void on(ConsumerRecord<String, byte[]> record) {
        codec.read(record, PrivacyEvent.class).ifPresent(event -> take(event).contextCapture().block(PATIENCE));
    }

    private Mono<Void> take(PrivacyEvent event) {
        return switch (event) {
            case ErasureReceipt receipt -> questions.take(receipt);
            case ExportPart part -> questions.take(part);
            case ErasureRequested _,ExportRequested _ -> Mono.empty();
        };
    }
}

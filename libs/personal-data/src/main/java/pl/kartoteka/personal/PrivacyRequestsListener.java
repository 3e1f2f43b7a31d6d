package pl.kartoteka.personal;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.events.PrivacyEvent.ExportRequested;
import pl.kartoteka.reliable.EventCodec;
import reactor.core.publisher.Mono;

/** Takes what is asked about a person, one request at a time. */
class PrivacyRequestsListener {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EventCodec codec;
    private final PersonalDataDesk desk;

    PrivacyRequestsListener(EventCodec codec, PersonalDataDesk desk) {
        this.codec = codec;
        this.desk = desk;
    }

    @KafkaListener(id = "${spring.application.name}.privacy", topics = PrivacyEvent.TOPIC)
    void on(ConsumerRecord<String, byte[]> record) {
        codec.read(record, PrivacyEvent.class).ifPresent(event -> answer(event).contextCapture().block(PATIENCE));
    }

    private Mono<Void> answer(PrivacyEvent event) {
        return switch (event) {
            case ErasureRequested erasure -> desk.erase(erasure);
            case ExportRequested export -> desk.export(export);
            case ErasureReceipt _,ExportPart _ -> Mono.empty();
        };
    }
}

package pl.kartoteka.client.watch;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.events.CompanyEvent.CompanyVerified;
import pl.kartoteka.reliable.EventCodec;

/** An answer that changed is followed by the whole of it, which is all that is needed here. */
@Component
class RegisterWatchListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final RegisterWatch watch;

    RegisterWatchListener(EventCodec codec, RegisterWatch watch) {
        this.codec = codec;
        this.watch = watch;
    }

    @KafkaListener(id = "client-service.companies", topics = CompanyEvent.TOPIC)
    void on(ConsumerRecord<String, byte[]> record) {
        codec.read(record, CompanyEvent.class)
                .filter(CompanyVerified.class::isInstance)
                .map(CompanyVerified.class::cast)
                .ifPresent(answer -> watch.take(answer).contextCapture().block(PATIENCE));
    }
}

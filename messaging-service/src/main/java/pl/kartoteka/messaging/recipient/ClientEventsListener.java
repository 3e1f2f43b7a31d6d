package pl.kartoteka.messaging.recipient;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.messaging.recipient.Recipient.Standing;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.reliable.EventCodec;

@Component
class ClientEventsListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final Recipients recipients;
    private final Erasures erasures;

    ClientEventsListener(EventCodec codec, Recipients recipients, Erasures erasures) {
        this.codec = codec;
        this.recipients = recipients;
        this.erasures = erasures;
    }

    @KafkaListener(id = "messaging-service.clients", topics = ClientEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class, this::keep);
    }

    private void keep(List<ClientEvent> events) {
        // One statement must not touch a row twice: the last word on each client counts.
        Map<UUID, Recipient> last = new LinkedHashMap<>();
        events.forEach(event -> last.merge(
                event.clientId(), recipient(event), (one, other) -> one.sequence() < other.sequence() ? other : one));
        List<Recipient> present = last.values().stream().filter(recipient -> !recipient.erased()).toList();
        if (!present.isEmpty()) {
            recipients.keep(present).contextCapture().block(PATIENCE);
        }
        last.values().stream()
                .filter(Recipient::erased)
                .forEach(erased -> erasures.erase(erased.clientId()).contextCapture().block(PATIENCE));
    }

    static Recipient recipient(ClientEvent event) {
        return switch (event) {
            case ClientErased erased -> new Recipient(
                    erased.clientId(), erased.version(), true, Standing.INACTIVE, null, List.of(), List.of(), Map.of());
            case ClientChange change -> recipient(change.client());
        };
    }

    private static Recipient recipient(ClientState client) {
        return new Recipient(
                client.id(),
                client.version(),
                false,
                standing(client),
                client.language(),
                client.emails().stream().map(email -> new ContactPoint(email.address(), email.uses())).toList(),
                client.phones().stream().map(phone -> new ContactPoint(phone.number(), phone.uses())).toList(),
                fields(client));
    }

    private static Standing standing(ClientState client) {
        if (client.mergedInto() != null) {
            return Standing.MERGED;
        }
        return client.active() ? Standing.ACTIVE : Standing.INACTIVE;
    }

    private static Map<String, String> fields(ClientState client) {
        var fields = new HashMap<String, String>();
        put(fields, "name", client.name());
        put(fields, "shortName", client.shortName());
        put(fields, "firstName", client.firstName());
        put(fields, "lastName", client.lastName());
        put(fields, "nip", client.nip());
        client.addresses().stream().findFirst().ifPresent(address -> put(fields, "city", address.city()));
        client.customFields().forEach((code, value) -> put(fields, "custom." + code, String.valueOf(value)));
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value);
        }
    }
}

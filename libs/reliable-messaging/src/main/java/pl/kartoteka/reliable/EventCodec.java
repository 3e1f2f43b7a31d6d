package pl.kartoteka.reliable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.micrometer.observation.ObservationRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Tombstones;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns events into the JSON of their contract and records back into events. The contract decides what the JSON looks
 * like, so the mapper is this class's own and not the one of the application.
 */
public class EventCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A record written before a primitive field was added must stay readable.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final BatchTraces traces;

    /** Reads and writes the same, and observes nothing. */
    public EventCodec() {
        this(ObservationRegistry.NOOP);
    }

    EventCodec(ObservationRegistry observations) {
        this.traces = new BatchTraces(observations);
    }

    /** The data of an event. */
    public String json(Event event) {
        return JSON.writeValueAsString(event);
    }

    /**
     * The event in a record of a topic that carries that family.
     *
     * @return for a tombstone what it stands for, empty where it only clears the topic ({@link Tombstones}); empty for a
     *     type that this version of the contracts does not know
     * @throws UnreadableEvent when the record has no type or its data does not fit it
     */
    public <E extends Event> Optional<E> read(ConsumerRecord<String, byte[]> record, Class<E> family) {
        byte[] data = record.value();
        if (data == null) {
            return tombstone(record, family);
        }
        String type = BatchTraces.header(record, "ce_type");
        if (type == null) {
            throw new UnreadableEvent("%s: no CloudEvents type (expected binary mode headers)".formatted(at(record)));
        }
        return EventTypes.find(type)
                .filter(family::isAssignableFrom)
                .map(event -> family.cast(decode(record, data, event)));
    }

    /** What the headers of a record say. */
    public EventMetadata metadata(ConsumerRecord<String, byte[]> record) {
        CloudEvent event = cloudEvent(record);
        if (event == null) {
            return new EventMetadata(at(record), null, null, Instant.ofEpochMilli(record.timestamp()), null);
        }
        return new EventMetadata(
                event.getId(),
                event.getType(),
                event.getSource().toString(),
                event.getTime() != null ? event.getTime().toInstant() : Instant.ofEpochMilli(record.timestamp()),
                sequence(record, event));
    }

    /** When what a record tells of happened; where it does not say, when it was sent. */
    public Instant time(ConsumerRecord<String, byte[]> record) {
        Instant sent = Instant.ofEpochMilli(record.timestamp());
        String time = BatchTraces.header(record, "ce_time");
        try {
            return time == null ? sent : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException _) {
            return sent;
        }
    }

    /**
     * Hands the events of a batch over at once. If that fails for another reason than a resource that is away, each is
     * handed over alone, so that a poisonous one goes to the dead-letter topic by itself; the work must therefore bear
     * repetition, as every listener's must.
     */
    public <E extends Event> void readBatch(
            List<ConsumerRecord<String, byte[]>> records,
            Class<E> family,
            Consumer<List<E>> work) {
        var events = new ArrayList<E>(records.size());
        for (int i = 0; i < records.size(); i++) {
            try {
                read(records.get(i), family).ifPresent(events::add);
            } catch (UnreadableEvent e) {
                work(records.subList(0, i), events, family, work);
                throw new BatchListenerFailedException("Unreadable event", e, i);
            }
        }
        work(records, events, family, work);
    }

    private <E extends Event> void work(
            List<ConsumerRecord<String, byte[]>> records,
            List<E> events,
            Class<E> family,
            Consumer<List<E>> work) {
        if (events.isEmpty()) {
            return;
        }
        try {
            traces.observe(records, () -> work.accept(events));
        } catch (RuntimeException e) {
            if (TransientFailures.include(e)) {
                throw e;
            }
            workOneByOne(records, family, work);
        }
    }

    private <E extends Event> void workOneByOne(
            List<ConsumerRecord<String, byte[]>> records,
            Class<E> family,
            Consumer<List<E>> work) {
        for (int i = 0; i < records.size(); i++) {
            try {
                ConsumerRecord<String, byte[]> record = records.get(i);
                read(record, family).ifPresent(
                        event -> traces.observe(List.of(record), () -> work.accept(List.of(event))));
            } catch (RuntimeException e) {
                throw new BatchListenerFailedException("Event that cannot be handled", e, i);
            }
        }
    }

    private static <E extends Event> Optional<E> tombstone(ConsumerRecord<String, byte[]> record, Class<E> family) {
        String key = record.key();
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Tombstones.meaning(family, key);
        } catch (IllegalArgumentException e) {
            // Not as the cause: it quotes the key.
            throw new UnreadableEvent("%s: tombstone of a key that is not one of this topic".formatted(at(record)));
        }
    }

    private static Event decode(ConsumerRecord<?, ?> record, byte[] data, Class<? extends Event> type) {
        Event event;
        try {
            event = JSON.readValue(data, type);
        } catch (JacksonException e) {
            // Not as the cause: Jackson quotes the value, and what is not readable here would be in every log.
            throw new UnreadableEvent("%s: data does not fit %s: %s at %s"
                    .formatted(at(record), EventTypes.typeOf(type), e.getClass().getSimpleName(), path(e)));
        }
        String missing = event == null ? "." : DeclaredNullness.missing(event);
        if (event == null || missing != null) {
            throw new UnreadableEvent(
                    "%s: data does not fit %s: %s is missing".formatted(at(record), EventTypes.typeOf(type), missing));
        }
        return event;
    }

    /** Where the data does not fit, e.g. {@code .client.emails[0].address}. */
    private static String path(JacksonException failure) {
        return failure.getPath().isEmpty()
                ? "."
                : failure.getPath().stream()
                        .map(step -> step.getPropertyName() != null
                                ? "." + step.getPropertyName()
                                : "[" + step.getIndex() + "]")
                        .collect(Collectors.joining());
    }

    private static @Nullable CloudEvent cloudEvent(ConsumerRecord<String, byte[]> record) {
        if (record.headers().lastHeader("ce_specversion") == null) {
            return null;
        }
        try {
            return KafkaMessageFactory.createReader(record).toEvent();
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableEvent("%s: CloudEvents headers that cannot be read".formatted(at(record)), e);
        }
    }

    private static @Nullable Long sequence(ConsumerRecord<?, ?> record, CloudEvent event) {
        Object sequence = event.getExtension(CloudEvents.SEQUENCE);
        if (sequence == null) {
            return null;
        }
        try {
            return Long.valueOf(sequence.toString());
        } catch (NumberFormatException e) {
            throw new UnreadableEvent("%s: sequence is not a number".formatted(at(record)), e);
        }
    }

    private static String at(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }
}

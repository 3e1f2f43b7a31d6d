package pl.kartoteka.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the record behind a CloudEvents type, and the type of a record. */
public final class EventTypes {
    /** The families of events, one per topic. */
    public static final List<Class<? extends Event>> FAMILIES = List.of(
            ClientEvent.class,
            ConsentEvent.class,
            PurposeEvent.class,
            SegmentEvent.class,
            SegmentMemberEvent.class,
            CompanyEvent.class,
            DictionaryEvent.class,
            MessageEvent.class,
            ClientUnsubscribed.class,
            PrivacyEvent.class,
            SalesDocumentEvent.class);

    private static final Map<String, Class<? extends Event>> BY_TYPE = FAMILIES.stream()
            .flatMap(EventTypes::records)
            .collect(Collectors.toUnmodifiableMap(EventTypes::typeOf, Function.identity()));

    private EventTypes() {}

    /** Every published event record by its CloudEvents type. */
    public static Map<String, Class<? extends Event>> all() {
        return BY_TYPE;
    }

    /** The record of that type, or empty when this version of the contracts does not know it. */
    public static Optional<Class<? extends Event>> find(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /**
     * The CloudEvents type of an event record.
     *
     * @throws IllegalArgumentException when the record carries no {@link EventType}
     */
    public static String typeOf(Class<? extends Event> event) {
        EventType type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalArgumentException(event.getName() + ": no @EventType (expected on every event record)");
        }
        return type.value();
    }

    private static Stream<Class<? extends Event>> records(Class<? extends Event> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(member -> records(member.asSubclass(Event.class)))
                : Stream.of(family);
    }
}

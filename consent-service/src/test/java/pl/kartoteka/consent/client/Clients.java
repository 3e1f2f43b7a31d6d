package pl.kartoteka.consent.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.ClientState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Clients this service has heard of. Synthetic. */
@Component
@Lazy
public final class Clients {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final ClientProjection projection;

    public Clients(ApplicationContext context) {
        this.projection = context.getBean(ClientProjection.class);
    }

    /** A client with one e-mail and one phone. */
    public UUID known() {
        return knownAs(UUID.randomUUID());
    }

    public UUID knownAs(UUID id) {
        hear(new ClientRegistered(state(id, 0, true, email(id), phone(id))));
        return id;
    }

    public UUID knownWith(UUID id, String email) {
        hear(new ClientRegistered(state(id, 0, true, email, null)));
        return id;
    }

    public UUID knownWithoutAddresses() {
        UUID id = UUID.randomUUID();
        hear(new ClientRegistered(state(id, 0, true, null, null)));
        return id;
    }

    public void deactivate(UUID id) {
        hear(new ClientUpdated(state(id, 1, false, email(id), phone(id)), List.of("active")));
    }

    /** The first was a duplicate of the other. */
    public void merge(UUID duplicate, UUID into) {
        var state = (ObjectNode) JsonMapper.shared()
                .valueToTree(state(duplicate, 1, true, email(duplicate), phone(duplicate)));
        state.put("mergedInto", into.toString());
        hear(new ClientMerged(JsonMapper.shared().treeToValue(state, ClientState.class)));
    }

    public void erase(UUID id) {
        hear(new ClientErased(id, 9));
    }

    /** The same client in a later version. */
    public static ClientState renamed(UUID id, long version) {
        return state(id, version, true, email(id), phone(id));
    }

    /** News of the client in that version. */
    public static ClientEvent changed(UUID id, long version, boolean active) {
        return new ClientUpdated(state(id, version, active, email(id), phone(id)), List.of("active"));
    }

    public void merge(UUID duplicate, UUID survivor, long version) {
        hear(new ClientMerged(state(duplicate, version, true, email(duplicate), phone(duplicate), survivor, NOON)));
    }

    public void part(UUID duplicate, long version) {
        hear(new ClientUpdated(state(duplicate, version, true, email(duplicate), phone(duplicate)),
                List.of("mergedInto")));
    }

    public void hear(ClientEvent event) {
        hear(List.of(event));
    }

    /** Several that came together. */
    public void hear(List<ClientEvent> events) {
        projection.apply(events).block();
    }

    public static String email(UUID id) {
        return "klient-" + id + "@example.test";
    }

    /** A number from a range that is given to nobody. */
    public static String phone(UUID id) {
        return "+48500%06d".formatted(Math.floorMod(id.hashCode(), 1_000_000));
    }

    /** The same client as it is told of after a change. */
    public static ClientState changedAt(UUID id, long version, Instant at) {
        return state(id, version, true, email(id), phone(id), null, at);
    }

    static ClientState state(UUID id, long version, boolean active, String email, String phone) {
        return state(id, version, active, email, phone, null, NOON);
    }

    private static ClientState state(
            UUID id, long version, boolean active, String email, String phone, UUID mergedInto, Instant updatedAt) {
        return new ClientState(
                id,
                version,
                "COMPANY",
                "STANDARD",
                active,
                "Piekarnia Złoty Kłos sp. z o.o.",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                "pl",
                null,
                List.of(),
                null,
                null,
                List.of(),
                null, null, null, null,
                List.of(),
                email == null ? List.of() : List.of(new ClientState.Email(email, List.of("MAIN"))),
                phone == null ? List.of() : List.of(new ClientState.Phone(phone, List.of("MAIN", "SMS"))),
                null,
                null, null, null, null, null, null, null, null, null, null, null,
                Map.of(),
                mergedInto,
                NOON,
                updatedAt);
    }
}

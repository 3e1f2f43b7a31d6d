package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.events.ClientChange.ClientDeactivated;
import pl.kartoteka.events.ClientChange.ClientPromoted;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.Samples;
import pl.kartoteka.reliable.EventCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The committed samples are the contract: a client that looks like the sample is published as the sample. */
class ClientEventsContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void publishesRegistrationAsTheSampleSays() {
        JsonNode sample = sample(ClientRegistered.class);

        assertThat(published(ClientEvents.registered(client(sample), references(sample)))).isEqualTo(sample);
    }

    @Test
    void publishesCorrectionAsTheSampleSays() {
        JsonNode sample = sample(ClientUpdated.class);
        Client client = client(sample);
        List<FieldChange> changes = sample.path("changed").valueStream()
                .map(field -> new FieldChange(field.asString(), null, null))
                .toList();

        assertThat(published(ClientEvents.changed(client, client, changes, references(sample)))).isEqualTo(sample);
    }

    @Test
    void publishesPromotionAsTheSampleSays() {
        JsonNode sample = sample(ClientPromoted.class);

        assertThat(published(ClientEvents.promoted(client(sample), references(sample)))).isEqualTo(sample);
    }

    @Test
    void publishesDeactivationAsTheSampleSays() {
        JsonNode sample = sample(ClientDeactivated.class);
        ObjectNode active = (ObjectNode) sample.deepCopy();
        ((ObjectNode) active.path("client")).put("active", true);

        assertThat(published(ClientEvents.changed(client(active), client(sample), List.of(), references(sample))))
                .isEqualTo(sample);
    }

    @Test
    void namesChangedFieldsOnceAndWithoutTheirParts() {
        JsonNode sample = sample(ClientUpdated.class);
        Client client = client(sample);
        List<FieldChange> changes = Stream.of("terms.paymentDays", "terms.priceList", "addresses[0].city", "name")
                .map(field -> new FieldChange(field, null, null))
                .toList();

        JsonNode event = published(ClientEvents.changed(client, client, changes, references(sample)));

        assertThat(event.path("changed").toString()).isEqualTo("[\"terms\",\"addresses\",\"name\"]");
    }

    private static JsonNode published(Event event) {
        return JSON.readTree(new EventCodec().json(event));
    }

    private static JsonNode sample(Class<? extends Event> event) {
        return JSON.readTree(Samples.json(event));
    }

    /** The client behind a sample: its card has ids where the published state has dictionary entries. */
    private static Client client(JsonNode sample) {
        ObjectNode card = (ObjectNode) sample.path("client").deepCopy();
        Stream.of("group", "source", "industry").filter(card::has)
                .forEach(field -> card.set(field + "Id", card.path(field).path("id")));
        ArrayNode traitIds = card.putArray("traitIds");
        card.path("traits").forEach(trait -> traitIds.add(trait.path("id")));
        ArrayNode flagIds = card.putArray("flagIds");
        card.path("flags").forEach(flag -> flagIds.add(flag.path("id")));
        card.remove(List.of("id", "version", "group", "source", "industry", "traits", "flags", "createdAt", "updatedAt",
                "mergedInto"));
        JsonNode state = sample.path("client");
        return new Client(UUID.fromString(state.path("id").asString()), state.path("version").asLong(),
                JSON.treeToValue(card, ClientCard.class), false, null, null,
                Instant.parse(state.path("createdAt").asString()),
                Instant.parse(state.path("updatedAt").asString()));
    }

    private static References references(JsonNode sample) {
        JsonNode state = sample.path("client");
        Map<UUID, DictionaryEntry> entries = Stream.concat(
                Stream.of(state.path("group"), state.path("source"), state.path("industry")),
                Stream.concat(state.path("traits").valueStream(), state.path("flags").valueStream()))
                .filter(JsonNode::isObject)
                .map(entry -> new DictionaryEntry(UUID.fromString(entry.path("id").asString()), DictionaryKind.GROUP,
                        entry.path("code").asString(), entry.path("name").asString(), null, List.of(), List.of(), false,
                        null, 1,
                        Instant.EPOCH, Instant.EPOCH))
                .collect(Collectors.toMap(DictionaryEntry::id, Function.identity()));
        return new References(entries, Map.of(), Map.of(), List.of());
    }
}

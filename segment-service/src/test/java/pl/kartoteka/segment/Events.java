package pl.kartoteka.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.ConsentState;
import pl.kartoteka.events.DictionaryEntry;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventType;
import pl.kartoteka.events.Samples;
import pl.kartoteka.test.KafkaProbe;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as the other services send them. */
public final class Events {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Events() {}

    public static ClientState client(UUID id, long version, String city, String... traits) {
        return state(id, version, "STANDARD", city, null, null, traits);
    }

    public static ClientState withNip(UUID id, long version, String nip) {
        return state(id, version, "STANDARD", "Łódź", nip, null);
    }

    public static ClientState merged(UUID id, long version, UUID into) {
        return state(id, version, "STANDARD", "Łódź", null, into);
    }

    private static ClientState state(
            UUID id, long version, String stage, String city, String nip, UUID mergedInto, String... traits) {
        List<DictionaryEntry> entries = new ArrayList<>();
        for (String trait : traits) {
            entries.add(new DictionaryEntry(UUID.nameUUIDFromBytes(trait.getBytes()), trait, trait));
        }
        return new ClientState(
                id, version, "COMPANY", stage, true, "Piekarnia Złoty Kłos " + id, null, null, null, nip, null, null,
                null, null, false, "HIGH", "pl", null, entries, null, null, List.of(), null, null, null, null,
                List.of(new ClientState.Address("REGISTERED", "Kolejowa", "5", null, "90-001", city, "PL")),
                List.of(), List.of(), null, null, null, null, null, null, null, null, null, null, null, null,
                Map.of("tier", "gold"), mergedInto,
                Instant.parse("2026-11-20T09:00:00Z"), Instant.parse("2026-11-20T09:00:00Z"));
    }

    /** A card with something in every field. */
    public static ClientState everything(UUID id, long version, UUID headOffice) {
        ClientUpdated sample = JSON.readValue(Samples.json(ClientUpdated.class), ClientUpdated.class);
        ObjectNode card = JSON.valueToTree(sample.client());
        card.put("id", id.toString()).put("version", version).put("firstName", "Anna").put("lastName", "Testowa")
                .put("headOfficeId", headOffice.toString()).remove("nip");
        for (String use : List.of("CORRESPONDENCE", "DELIVERY", "DELIVERY")) {
            card.withArray("addresses").addObject().put("use", use).put("street", "Polna").put("building", "7")
                    .put("unit", "8").put("postalCode", "81-701").put("city", "Sopot").put("country", "PL");
        }
        card.withArray("emails").addObject().put("address", "faktury@klos.example").putArray("uses").add("DOCUMENTS");
        card.withObject("printTemplates").put("receipt", "P").put("correction", "K").put("proforma", "F").put("order",
                "Z");
        for (String kind : List.of("BIRTHDAY", "COOPERATION", "WEDDING")) {
            card.withArray("keyDates").addObject().put("kind", kind).put("date", "2001-02-03");
        }
        return JSON.treeToValue(card, ClientState.class);
    }

    public static ClientState withCustom(UUID id, long version, String code, Object value) {
        ObjectNode card = JSON.valueToTree(client(id, version, "Łódź"));
        card.putObject("customFields").set(code, JSON.valueToTree(value));
        return JSON.treeToValue(card, ClientState.class);
    }

    public static ClientState branch(UUID id, long version, @Nullable UUID headOffice) {
        ObjectNode card = JSON.valueToTree(client(id, version, "Łódź"));
        return JSON.treeToValue(
                headOffice == null ? card : card.put("headOfficeId", headOffice.toString()), ClientState.class);
    }

    public static ClientUpdated updated(ClientState client) {
        return new ClientUpdated(client, List.of());
    }

    public static ConsentState consent(UUID client, long version, String status) {
        return new ConsentState(client, "EMAIL_MARKETING", status, List.of("EMAIL"), null, null, null, version);
    }

    public static void send(Event event) {
        send(event, "/client-service");
    }

    public static void send(Event event, String source) {
        KafkaProbe.shared().send(event.topic(), event.key(), JSON.writeValueAsBytes(event), Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", event.getClass().getAnnotation(EventType.class).value(),
                "ce_source", source,
                "ce_time", Instant.now().toString(),
                "content-type", "application/json"));
    }
}

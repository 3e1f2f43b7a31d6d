package pl.kartoteka.reliable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.SegmentMemberEvent.Membership;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;

/** Events to publish and to send as a foreign producer would. */
final class Memberships {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Memberships() {}

    static SegmentEntered entered(long sequence) {
        return entered(UUID.randomUUID(), sequence);
    }

    static SegmentEntered entered(UUID clientId, long sequence) {
        return entered(clientId, "CHANGE", sequence);
    }

    static SegmentEntered entered(UUID clientId, String cause, long sequence) {
        var segment = UUID.fromString("01890000-0000-7000-8000-000000000001");
        return new SegmentEntered(new Membership(segment, clientId, cause, NOON, sequence));
    }

    static Map<String, String> headers(SegmentMemberEvent event) {
        return headers(EventTypes.typeOf(event.getClass()), UUID.randomUUID().toString());
    }

    static Map<String, String> headers(String type, String id) {
        var headers = new HashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "urn:test");
        headers.put("ce_type", type);
        headers.put("content-type", "application/json");
        return headers;
    }
}

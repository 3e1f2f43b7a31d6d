package pl.kartoteka.segment.membership;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import pl.kartoteka.events.Samples;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import pl.kartoteka.events.SegmentMemberEvent.SegmentLeft;
import pl.kartoteka.segment.membership.Judgement.Move;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MembershipEventsContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void enteringIsPublishedAsTheSampleShows() {
        assertThat(produced(SegmentEntered.class, true)).isEqualTo(JSON.readTree(Samples.json(SegmentEntered.class)));
    }

    @Test
    void leavingIsPublishedAsTheSampleShows() {
        assertThat(produced(SegmentLeft.class, false)).isEqualTo(JSON.readTree(Samples.json(SegmentLeft.class)));
    }

    /** The sample's values go in as a move; what comes out must be the sample again. */
    private static JsonNode produced(Class<? extends SegmentMemberEvent> type, boolean enters) {
        JsonNode sample = JSON.readTree(Samples.json(type)).path("membership");
        var place = new Standing.Place(UUID.fromString(sample.path("segmentId").stringValue()), 1);
        var move = new Move(
                UUID.fromString(sample.path("clientId").stringValue()), place, enters, true,
                Cause.valueOf(sample.path("cause").stringValue()));
        SegmentMemberEvent event = Memberships.event(
                move, sample.path("sequence").longValue(), Instant.parse(sample.path("at").stringValue()));
        assertThat(event).isInstanceOf(type);
        return JSON.readTree(JSON.writeValueAsString(event));
    }
}

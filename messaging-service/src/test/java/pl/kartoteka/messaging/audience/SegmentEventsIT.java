package pl.kartoteka.messaging.audience;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Samples;
import pl.kartoteka.events.SegmentEvent;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.events.SegmentEvent.SegmentDeleted;
import pl.kartoteka.events.SegmentEvent.SegmentState;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import pl.kartoteka.events.SegmentMemberEvent.SegmentLeft;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class SegmentEventsIT {
    @Autowired
    World world;
    @Autowired
    Segments segments;

    @Test
    void lateAndRepeatedMembershipsChangeNothing() throws Exception {
        var person = new Person(UUID.randomUUID(), "", "");
        var last = new Person(UUID.randomUUID(), "", "");
        UUID segment = world.segment();

        world.enters(segment, person, 3);
        world.leaves(segment, person, 4);
        world.enters(segment, person, 3);
        world.enters(segment, person, 1);
        eventually(() -> world.count(
                "select count(*) from segment_member where sequence = 4 and segment_id = '" + segment + "'") == 1);
        world.enters(segment, last, 1);
        eventually(() -> world.members(segment) == 1);

        assertThat(segments.members(segment).collectList().block()).containsExactly(last.id());
    }

    @Test
    void takesTheSamples() throws Exception {
        var defined = sample(SegmentDefined.class);
        var entered = sample(SegmentEntered.class);
        var left = sample(SegmentLeft.class);

        world.tell(defined);
        world.tell(entered);
        world.tell(left);
        eventually(() -> isVisible(defined.segmentId(), defined.segment().owner()));
        eventually(() -> world.count("select count(*) from segment_member where segment_id = '"
                + entered.membership().segmentId() + "'") >= 1);
        world.tell(new SegmentDeleted(defined.segmentId(), defined.version() + 1));
        eventually(() -> !isVisible(defined.segmentId(), defined.segment().owner()));

        assertThat(EventTypes.all().values()).filteredOn(SegmentEvent.class::isAssignableFrom).hasSize(2);
    }

    @Test
    void aRestrictedSegmentIsForThoseItIsSharedWithAsLongAsItIs() throws Exception {
        UUID segment = world.segment("RESTRICTED");
        assertThat(isVisible(segment, "anna")).isFalse();

        world.tell(restricted(segment, 2, List.of("anna", "jan")));
        eventually(() -> isVisible(segment, "anna"));
        assertThat(isVisible(segment, "jan")).isTrue();
        assertThat(isVisible(segment, "sales")).isTrue();
        assertThat(isVisible(segment, "marketing")).isFalse();

        world.tell(restricted(segment, 3, null));
        world.tell(restricted(segment, 2, List.of("anna", "jan")));
        eventually(() -> !isVisible(segment, "anna"));
        world.tell(restricted(segment, 4, List.of("jan")));
        eventually(() -> isVisible(segment, "jan"));
        assertThat(isVisible(segment, "anna")).isFalse();
        world.tell(new SegmentDeleted(segment, 5));
        eventually(() -> !isVisible(segment, "jan"));
    }

    private static SegmentDefined restricted(UUID segment, long version, @Nullable List<String> sharedWith) {
        return new SegmentDefined(new SegmentState(
                segment, version, "Łódź", null, "DYNAMIC", "RESTRICTED", "sales", sharedWith));
    }

    private boolean isVisible(UUID segment, String user) {
        return segments.isVisible(segment, user).block(Duration.ofSeconds(5));
    }

    private static <E extends Event> E sample(Class<E> type) {
        return JsonMapper.shared().readValue(Samples.json(type), type);
    }
}

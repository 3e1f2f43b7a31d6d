package pl.kartoteka.segment.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import pl.kartoteka.events.Samples;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.segment.definition.Segment;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentEventsContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void aDefinedSegmentIsPublishedAsTheSampleShows() {
        Segment segment = new Segment(
                UUID.fromString("01997c3e-9b20-7d4b-8e3f-6c2a1b8d5f31"), 1, "Stali klienci z Łodzi",
                "Standardowi z Łodzi albo rzetelni", Segment.Type.DYNAMIC, Segment.Visibility.PUBLIC, List.of("anna"),
                "marketing", "{}", Instant.EPOCH, Instant.EPOCH, null);

        assertThat(JSON.readTree(JSON.writeValueAsString(SegmentCatalogue.defined(segment))))
                .isEqualTo(JSON.readTree(Samples.json(SegmentDefined.class)));
    }
}

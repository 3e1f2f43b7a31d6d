package pl.kartoteka.segment.live;

import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.events.SegmentMemberEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Hands each change to those who watch; one who cannot keep up loses the stream, not the others. */
@Component
class LiveChanges {
    private final Sinks.Many<SegmentMemberEvent> sink = Sinks.many().multicast().directBestEffort();

    void tell(SegmentMemberEvent event) {
        sink.emitNext(event, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    Flux<SegmentMemberEvent> of(UUID segmentId) {
        return sink.asFlux().onBackpressureBuffer(10_000)
                .filter(event -> event.membership().segmentId().equals(segmentId));
    }
}

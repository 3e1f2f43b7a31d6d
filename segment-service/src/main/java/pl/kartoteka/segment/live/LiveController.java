package pl.kartoteka.segment.live;

import java.time.Duration;
import java.util.UUID;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.SegmentMemberEvent.Membership;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.definition.Viewers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class LiveController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LiveChanges changes;
    private final Segments segments;

    LiveController(LiveChanges changes, Segments segments) {
        this.changes = changes;
        this.segments = segments;
    }

    /** {@code entered} and {@code left}, each with the membership; a comment now and then keeps the line open. */
    @GetMapping(path = "/api/v1/segments/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Membership>> events(@PathVariable UUID id) {
        return Viewers.current().flatMapMany(viewer -> segments.visible(id, viewer)
                .thenMany(changes.of(id).map(LiveController::shown).mergeWith(heartbeat(id, viewer))));
    }

    /** Ends the stream with the first beat after the segment was deleted or is no longer shared with the watcher. */
    private Flux<ServerSentEvent<Membership>> heartbeat(UUID id, Viewer viewer) {
        ServerSentEvent<Membership> beat = ServerSentEvent.<Membership>builder().comment("").build();
        return Mono.just(beat).concatWith(Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .concatMap(_ -> segments.visible(id, viewer).thenReturn(beat)));
    }

    private static ServerSentEvent<Membership> shown(SegmentMemberEvent event) {
        String name = event instanceof SegmentMemberEvent.SegmentEntered ? "entered" : "left";
        return ServerSentEvent.builder(event.membership())
                .event(name)
                .id(Long.toString(event.sequence()))
                .build();
    }
}

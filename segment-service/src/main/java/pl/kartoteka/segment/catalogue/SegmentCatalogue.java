package pl.kartoteka.segment.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.events.SegmentEvent;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.definition.Definition;
import pl.kartoteka.segment.definition.Definitions;
import pl.kartoteka.segment.definition.Segment;
import pl.kartoteka.segment.definition.Segment.Type;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.upkeep.Fills;
import reactor.core.publisher.Mono;

/** Defines, changes and deletes segments. Each call is one transaction that holds the definitions for change. */
@Component
class SegmentCatalogue {
    private static final int FIRST_VERSION = 1;
    private static final int STATIC_GENERATION = 1;

    private final Segments segments;
    private final Definitions definitions;
    private final Fills fills;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    SegmentCatalogue(
            Segments segments,
            Definitions definitions,
            Fills fills,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.segments = segments;
        this.definitions = definitions;
        this.fills = fills;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public Mono<Segment> define(SegmentRequest request, Viewer viewer) {
        CriteriaReading.Understood criteria = CheckedCriteria.of(request);
        Instant now = clock.instant();
        Segment segment = new Segment(
                ids.next(), FIRST_VERSION, request.name().strip(), request.description(), request.type(),
                request.visibilityOrPublic(), request.sharedWithOrNobody().stream().sorted().toList(),
                viewer.subject(), criteria(request), now, now, null);
        return definitions.holdForChange()
                .then(knownSegments(criteria, viewer))
                .then(definitions.nextEpoch())
                .flatMap(epoch -> criteria == null
                        ? segments.insert(segment, null, STATIC_GENERATION, epoch)
                        : segments.insert(segment, 1, 0, epoch).then(fills.start(segment.id(), 1)))
                .then(outbox.append(defined(segment)))
                .then(Mono.defer(() -> segments.visible(segment.id(), viewer)));
    }

    @Transactional
    public Mono<Segment> redefine(UUID id, long seen, SegmentRequest request, Viewer viewer) {
        return definitions.holdForChange().flatMap(active -> segments.editable(id, viewer).flatMap(current -> {
            IfMatch.check(seen, current.version());
            if (current.type() != request.type()) {
                throw new InvalidInput("type", "segment.type.fixed");
            }
            CriteriaReading.Understood criteria = CheckedCriteria.of(request);
            Segment changed = new Segment(
                    id, current.version() + 1, request.name().strip(), request.description(), current.type(),
                    request.visibilityOrPublic(), request.sharedWithOrNobody().stream().sorted().toList(),
                    current.owner(), criteria(request), current.createdAt(), clock.instant(), null);
            return knownSegments(criteria, viewer)
                    .then(Mono.defer(() -> store(active, current, changed, criteria)))
                    .then(outbox.append(defined(changed)))
                    .then(Mono.defer(() -> segments.visible(id, viewer)));
        }));
    }

    /** Its members are told in the background that they left; nobody sees it from now on. */
    @Transactional
    public Mono<Void> delete(UUID id, long seen, Viewer viewer) {
        return definitions.holdForChange().flatMap(active -> segments.editable(id, viewer).flatMap(segment -> {
            IfMatch.check(seen, segment.version());
            if (!active.dependentsOf(id).isEmpty()) {
                return usedBy(active.dependentsOf(id), viewer).flatMap(Mono::error);
            }
            return fills.retireAll(Objects.requireNonNull(active.get(id)))
                    .then(definitions.nextEpoch())
                    .flatMap(epoch -> segments.markDeleted(id, epoch))
                    .then(outbox.append(new SegmentEvent.SegmentDeleted(id, segment.version() + 1)))
                    .then(outbox.appendTombstone(SegmentEvent.TOPIC, id.toString()));
        }));
    }

    private Mono<Void> store(ActiveDefinitions active, Segment current, Segment changed,
            CriteriaReading.@Nullable Understood criteria) {
        boolean sameMembers = CheckedCriteria.same(current.criteria(), changed.criteria());
        if (criteria == null || sameMembers) {
            return definitions.nextEpoch().flatMap(epoch -> segments.update(changed, null, epoch));
        }
        Definition before = Objects.requireNonNull(active.get(current.id()));
        Definition.Generation shadow = new Definition.Generation(Integer.MAX_VALUE, criteria.rule());
        if (active.with(new Definition(current.id(), before.live(), shadow)).hasCycleThrough(current.id())) {
            throw new SegmentCycle();
        }
        return segments.nextGeneration(current.id()).flatMap(generation -> fills.abandon(before)
                .then(definitions.nextEpoch())
                .flatMap(epoch -> segments.update(changed, generation, epoch))
                .then(fills.start(current.id(), generation)));
    }

    private Mono<Void> knownSegments(CriteriaReading.@Nullable Understood criteria, Viewer viewer) {
        return criteria == null ? Mono.empty() : CheckedCriteria.requireVisible(criteria, segments, viewer);
    }

    private Mono<SegmentInUse> usedBy(Iterable<UUID> dependents, Viewer viewer) {
        return segments.invisible(dependents, viewer).collectList()
                .map(hidden -> new SegmentInUse(dependents, hidden));
    }

    private static @Nullable String criteria(SegmentRequest request) {
        return request.type() == Type.STATIC || request.criteria() == null ? null : request.criteria().toString();
    }

    static SegmentEvent.SegmentDefined defined(Segment segment) {
        return new SegmentEvent.SegmentDefined(new SegmentEvent.SegmentState(
                segment.id(), segment.version(), segment.name(), segment.description(), segment.type().name(),
                segment.visibility().name(), segment.owner(),
                segment.sharedWith().isEmpty() ? null : segment.sharedWith()));
    }
}

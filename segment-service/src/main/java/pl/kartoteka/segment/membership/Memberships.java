package pl.kartoteka.segment.membership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.SegmentMemberEvent.Membership;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import pl.kartoteka.events.SegmentMemberEvent.SegmentLeft;
import pl.kartoteka.reliable.Outbox;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.membership.Judgement.Move;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Judges clients and writes what comes of it. Runs inside the caller's transaction, under the lock of the profiles. */
@Component
public class Memberships {
    private final MembershipTable table;
    private final Merges merges;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter evaluated;

    Memberships(MembershipTable table, Merges merges, Outbox outbox, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.merges = merges;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
        this.evaluated = Counter.builder("kartoteka.segment.evaluations")
                .description("Rules evaluated for one client each").register(meters);
    }

    /** One read, one judgement, one set-based write of memberships, due times and events. */
    public Mono<Void> assess(ActiveDefinitions definitions, Collection<Assessment> assessments) {
        List<Assessment> present = assessments.stream()
                .filter(one -> !one.segments().isEmpty() || !one.profile().present())
                .toList();
        if (present.isEmpty()) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return table.standings(present.stream().map(one -> one.profile().clientId()).toList())
                .map(standings -> judged(definitions, present, standings, now))
                .flatMap(judgements -> write(judgements, now));
    }

    /** Tells of clients that entered or left without having been judged one by one. */
    public Mono<Void> announce(UUID segmentId, Collection<UUID> clients, boolean entered, Cause cause) {
        Instant now = clock.instant();
        List<Move> moves = clients.stream()
                .map(client -> new Move(client, new Standing.Place(segmentId, 0), entered, true, cause))
                .toList();
        return publish(moves, now);
    }

    /** Empties the topic of members that are gone for good; after the event that they left. */
    public Mono<Void> forget(UUID segmentId, Collection<UUID> clients) {
        return Flux.fromIterable(clients)
                .concatMap(client -> outbox.appendTombstone(SegmentMemberEvent.TOPIC, segmentId + "|" + client))
                .then();
    }

    private List<Judgement> judged(
            ActiveDefinitions definitions,
            List<Assessment> assessments,
            Map<UUID, Standing> standings,
            Instant now) {
        return assessments.stream()
                .map(one -> Judgement.of(
                        definitions, one, standings.getOrDefault(one.profile().clientId(), Standing.NOWHERE), now))
                .toList();
    }

    private Mono<Void> write(List<Judgement> judgements, Instant now) {
        judgements.forEach(judgement -> evaluated.increment(judgement.evaluations()));
        List<Move> moves = judgements.stream().flatMap(judgement -> judgement.moves().stream()).toList();
        return table.move(moves, now)
                .then(table.await(judgements.stream().flatMap(one -> one.dueTimes().stream()).toList()))
                .then(Mono.defer(() -> publish(moves.stream().filter(Move::live).toList(), now)))
                .then(Mono.defer(() -> forgetErased(judgements)));
    }

    private Mono<Void> forgetErased(List<Judgement> judgements) {
        List<Judgement> erased = judgements.stream().filter(one -> one.profile().erased()).toList();
        List<UUID> clients = erased.stream().map(one -> one.profile().clientId()).toList();
        return table.unpin(clients)
                .then(merges.forget(clients))
                .thenMany(Flux.fromIterable(erased))
                .concatMapIterable(Judgement::moves)
                .filter(Move::live)
                .concatMap(move -> forget(move.place().segmentId(), List.of(move.clientId())))
                .then();
    }

    private Mono<Void> publish(List<Move> moves, Instant now) {
        return moves.isEmpty()
                ? Mono.empty()
                : table.sequences(moves.size())
                        .map(sequences -> events(moves, sequences, now))
                        .flatMap(outbox::append)
                        .doOnSuccess(_ -> moves.forEach(this::count));
    }

    private static List<SegmentMemberEvent> events(List<Move> moves, List<Long> sequences, Instant now) {
        return new ArrayList<>(IntStream.range(0, moves.size())
                .mapToObj(i -> event(moves.get(i), sequences.get(i), now))
                .toList());
    }

    static SegmentMemberEvent event(Move move, long sequence, Instant at) {
        Membership membership = new Membership(
                move.place().segmentId(), move.clientId(), move.cause().name(), at, sequence);
        return move.enters() ? new SegmentEntered(membership) : new SegmentLeft(membership);
    }

    private void count(Move move) {
        meters.counter(
                "kartoteka.segment.moves",
                "direction", move.enters() ? "entered" : "left",
                "cause", move.cause().name()).increment();
    }
}

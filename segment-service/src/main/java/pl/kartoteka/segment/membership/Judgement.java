package pl.kartoteka.segment.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.Rule;
import pl.kartoteka.criteria.Subject;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.definition.Definition;
import pl.kartoteka.segment.membership.Standing.Place;
import pl.kartoteka.segment.profile.Profile;

/** What comes of judging one client: pure, from what is known to what must be written. */
final class Judgement {

    /** @param live false for a generation that is still being filled, of which nobody is told */
    record Move(UUID clientId, Place place, boolean enters, boolean live, Cause cause) {}

    /** @param at null when time no longer matters */
    record DueTime(UUID clientId, Place place, @Nullable Instant at) {}

    private final List<Move> moves = new ArrayList<>();
    private final List<DueTime> dueTimes = new ArrayList<>();
    private final ActiveDefinitions definitions;
    private final Assessment assessment;
    private final Standing standing;
    private final Set<UUID> memberOf = new HashSet<>();
    private final LocalDate today;
    private int evaluations;

    private Judgement(ActiveDefinitions definitions, Assessment assessment, Standing standing, Instant now) {
        this.definitions = definitions;
        this.assessment = assessment;
        this.standing = standing;
        this.today = now.atZone(Facts.WARSAW).toLocalDate();
    }

    static Judgement of(ActiveDefinitions definitions, Assessment assessment, Standing standing, Instant now) {
        Judgement judgement = new Judgement(definitions, assessment, standing, now);
        judgement.judge();
        return judgement;
    }

    Profile profile() {
        return assessment.profile();
    }

    List<Move> moves() {
        return moves;
    }

    List<DueTime> dueTimes() {
        return dueTimes;
    }

    int evaluations() {
        return evaluations;
    }

    /** Inner segments first, so that those asking about them see what became of them. */
    private void judge() {
        TreeSet<UUID> waiting = new TreeSet<>(definitions.innerFirst());
        waiting.addAll(assessment.segments());
        standing.memberships().forEach(this::noteLiveMembership);
        if (!assessment.profile().present()) {
            standing.memberships().forEach(place -> waiting.add(place.segmentId()));
            standing.dues().keySet().forEach(place -> waiting.add(place.segmentId()));
        }
        while (!waiting.isEmpty()) {
            UUID segmentId = waiting.removeFirst();
            Definition definition = definitions.get(segmentId);
            if (definition != null && judge(definition)) {
                waiting.addAll(definitions.dependentsOf(segmentId));
            }
        }
        standing.dues().keySet().stream().filter(place -> !isInForce(place))
                .forEach(place -> dueTimes.add(new DueTime(clientId(), place, null)));
    }

    /** Whether the client entered or left the live generation. */
    private boolean judge(Definition definition) {
        boolean moved = false;
        for (Definition.Generation generation : definition.generations()) {
            Place place = new Place(definition.segmentId(), generation.number());
            boolean live = generation == definition.live();
            boolean belongs = belongs(definition.segmentId(), generation.rule());
            if (belongs != standing.memberships().contains(place)) {
                moves.add(new Move(clientId(), place, belongs, live, assessment.cause()));
                moved |= live;
            }
            awaitTime(place, generation.rule());
        }
        if (moved && !memberOf.remove(definition.segmentId())) {
            memberOf.add(definition.segmentId());
        }
        return moved;
    }

    private boolean belongs(UUID segmentId, @Nullable Rule rule) {
        if (!assessment.profile().present()) {
            return false;
        }
        Boolean pinned = standing.pin(segmentId);
        if (pinned != null) {
            return pinned;
        }
        evaluations++;
        return rule != null && subject().fulfils(rule);
    }

    private void awaitTime(Place place, @Nullable Rule rule) {
        boolean pinned = standing.pin(place.segmentId()) != null;
        Instant next = rule == null || pinned || !assessment.profile().present() ? null : subject().nextFlip(rule);
        if (!Objects.equals(next, standing.dues().get(place))) {
            dueTimes.add(new DueTime(clientId(), place, next));
        }
    }

    private Subject subject() {
        return new Subject(assessment.profile().facts(), memberOf, today);
    }

    private void noteLiveMembership(Place place) {
        Definition definition = definitions.get(place.segmentId());
        if (definition != null && definition.live().number() == place.generation()) {
            memberOf.add(place.segmentId());
        }
    }

    private boolean isInForce(Place place) {
        Definition definition = definitions.get(place.segmentId());
        return definition != null
                && definition.generations().stream().anyMatch(one -> one.number() == place.generation());
    }

    private UUID clientId() {
        return assessment.profile().clientId();
    }
}

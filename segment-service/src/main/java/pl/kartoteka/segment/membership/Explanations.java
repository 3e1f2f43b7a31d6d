package pl.kartoteka.segment.membership;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.Explanation;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.Subject;
import pl.kartoteka.segment.criteria.ProfileFields;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.definition.Definition;
import pl.kartoteka.segment.definition.Definitions;
import pl.kartoteka.segment.definition.Segment;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.membership.Standing.Place;
import pl.kartoteka.segment.profile.Profile;
import pl.kartoteka.segment.profile.Profiles;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Why a client is in a segment or not. */
@Component
class Explanations {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Segments segments;
    private final Definitions definitions;
    private final Profiles profiles;
    private final MembershipTable table;
    private final Clock clock;

    Explanations(
            Segments segments,
            Definitions definitions,
            Profiles profiles,
            MembershipTable table,
            Clock clock) {
        this.segments = segments;
        this.definitions = definitions;
        this.profiles = profiles;
        this.table = table;
        this.clock = clock;
    }

    /**
     * @param known whether the client takes part in segments at all: registered, not merged, not erased
     * @param pinned IN or OUT, whatever the rule says
     * @param holds what the criteria come to, as last defined; null in a static segment
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            UUID segmentId,
            UUID clientId,
            boolean member,
            boolean known,
            @Nullable String pinned,
            @Nullable Boolean holds,
            @Nullable Explanation criteria,
            Instant evaluatedAt) {

        private Answer with(Explanation other) {
            return new Answer(segmentId, clientId, member, known, pinned, holds, other, evaluatedAt);
        }
    }

    @Transactional(readOnly = true)
    public Mono<Answer> explain(UUID segmentId, UUID clientId, Viewer viewer, boolean withFacts) {
        return definitions.hold().flatMap(active -> segments.visible(segmentId, viewer)
                .flatMap(segment -> profiles.read(List.of(clientId))
                        .map(found -> found.getOrDefault(clientId, Profile.blank(clientId)))
                        .flatMap(profile -> table.standings(List.of(clientId))
                                .map(standings -> standings.getOrDefault(clientId, Standing.NOWHERE))
                                .map(standing -> answer(active, segment, profile, standing, withFacts))
                                .flatMap(answer -> keepingSecrets(answer, viewer)))));
    }

    /** What asks about segments the viewer may not see tells nothing of who is in them. */
    private Mono<Answer> keepingSecrets(Answer answer, Viewer viewer) {
        Explanation criteria = answer.criteria();
        return criteria == null
                ? Mono.just(answer)
                : segments.invisible(criteria.segments(), viewer)
                        .collect(Collectors.toSet())
                        .map(secret -> answer.with(criteria.without(secret)));
    }

    private Answer answer(
            ActiveDefinitions active, Segment segment, Profile profile, Standing standing, boolean withFacts) {
        Instant now = clock.instant();
        Set<UUID> memberOf = standing.memberships().stream()
                .filter(place -> isLive(active, place))
                .map(Place::segmentId)
                .collect(Collectors.toSet());
        Boolean pin = standing.pin(segment.id());
        String criteria = segment.criteria();
        Explanation explanation = null;
        if (criteria != null) {
            var json = JSON.readTree(criteria);
            var subject = new Subject(profile.facts(), memberOf, now.atZone(Facts.WARSAW).toLocalDate());
            explanation = Explanation.of(CriteriaReader.stored(json, ProfileFields.CATALOGUE), json, subject,
                    "criteria");
        }
        return new Answer(
                segment.id(), profile.clientId(), memberOf.contains(segment.id()), profile.present(),
                pin == null || criteria == null ? null : pin ? "IN" : "OUT",
                explanation == null ? null : explanation.holds(),
                explanation == null || withFacts ? explanation : explanation.withoutFacts(), now);
    }

    private static boolean isLive(ActiveDefinitions active, Place place) {
        Definition definition = active.get(place.segmentId());
        return definition != null && definition.live().number() == place.generation();
    }
}

package pl.kartoteka.segment.ingestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.criteria.Spelling;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.definition.Definitions;
import pl.kartoteka.segment.membership.Assessment;
import pl.kartoteka.segment.membership.Cause;
import pl.kartoteka.segment.membership.Memberships;
import pl.kartoteka.segment.membership.Merges;
import pl.kartoteka.segment.profile.Branches;
import pl.kartoteka.segment.profile.ClientMessages;
import pl.kartoteka.segment.profile.Profile;
import pl.kartoteka.segment.profile.Profiles;
import pl.kartoteka.segment.profile.SalesDocuments;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes events into the profiles and lets the memberships follow; one transaction per call. */
@Component
class Projection {
    private final Definitions definitions;
    private final Profiles profiles;
    private final SalesDocuments documents;
    private final ClientMessages messages;
    private final Memberships memberships;
    private final Merges merges;
    private final Branches branches;

    Projection(
            Definitions definitions,
            Profiles profiles,
            SalesDocuments documents,
            ClientMessages messages,
            Memberships memberships,
            Merges merges,
            Branches branches) {
        this.definitions = definitions;
        this.profiles = profiles;
        this.documents = documents;
        this.messages = messages;
        this.memberships = memberships;
        this.merges = merges;
        this.branches = branches;
    }

    /**
     * Comes to those whose head offices are to be told, among them whose event was taken before: then nobody knows whether that was
     * followed.
     */
    @Transactional
    public Mono<Set<UUID>> takeClients(List<ClientEvent> events) {
        Set<UUID> moved = new HashSet<>();
        return definitions.hold()
                .delayUntil(_ -> documents.lockNips(nips(events)))
                .flatMap(active -> take(active, events, ClientEvent::clientId, (profile, event) -> {
                    Profile after = after(profile, event);
                    boolean again = after.clientSequence() == profile.clientSequence();
                    if (again || !after.headOffice().equals(profile.headOffice())) {
                        moved.add(profile.clientId());
                    }
                    return after;
                }))
                .thenReturn(moved);
    }

    private static Profile after(Profile profile, ClientEvent event) {
        return switch (event) {
            case ClientChange change -> profile.with(change.client());
            case ClientEvent.ClientErased erased -> profile.erase(erased.version());
        };
    }

    /**
     * What a merge, or its undoing, means beyond the client it is told of. After the profiles say so: whoever comes last,
     * the client or the survivor, finds both.
     */
    @Transactional
    public Mono<Void> followMerges(Collection<UUID> clients) {
        return merges.pending(clients).filter(pending -> !pending.isEmpty()).flatMap(_ -> definitions.hold()
                .delayUntil(_ -> merges.holdForChange())
                .flatMap(active -> merges.pending(clients).flatMap(pending -> follow(active, pending))));
    }

    private Mono<Void> follow(ActiveDefinitions active, List<Merges.Merge> pending) {
        return merges.concerned(pending)
                .flatMap(concerned -> profiles.lock(concerned)
                        .then(Mono.defer(() -> merges.follow(pending, concerned)))
                        .flatMap(pinned -> recount(active, concerned, documents::totals, Profile::with)
                                .then(Mono.defer(() -> profiles.read(concerned)))
                                .flatMap(known -> memberships.assess(active, known.values().stream()
                                        .map(profile -> new Assessment(profile,
                                                pinned.getOrDefault(profile.clientId(), Set.of()), Cause.CHANGE))
                                        .toList()))));
    }

    /** What it means for the head offices that these clients joined or left. After the profiles say so, as with merges. */
    @Transactional
    public Mono<Void> followBranches(Collection<UUID> clients) {
        return branches.pending(clients).filter(pending -> !pending.isEmpty()).flatMap(_ -> definitions.hold()
                .delayUntil(_ -> branches.hold())
                .flatMap(active -> branches.pending(clients).flatMap(moves -> branches.note(moves)
                        .then(Mono.defer(() -> recount(
                                active, Branches.headOffices(moves), branches::of, Profile::with))))));
    }

    @Transactional
    public Mono<Void> takeConsents(List<ConsentEvent> events) {
        return definitions.hold().flatMap(active -> take(
                active, events, event -> event.consent().clientId(),
                (profile, event) -> profile.with(event.consent())));
    }

    @Transactional
    public Mono<Void> takeDocuments(List<SalesDocuments.Received> received) {
        List<String> nips = received.stream()
                .flatMap(one -> Stream.ofNullable(SalesDocuments.nip(one.document())))
                .toList();
        return definitions.hold()
                .delayUntil(_ -> documents.lockNips(nips))
                .delayUntil(_ -> merges.hold())
                .flatMap(active -> Flux.fromIterable(received).concatMap(documents::store).collectList()
                        .flatMap(merges::line)
                        .flatMap(owners -> recount(active, owners, documents::totals, Profile::with)));
    }

    @Transactional
    public Mono<Void> takeMessages(List<MessageEvent> events) {
        return definitions.hold()
                .flatMap(active -> Flux.fromIterable(events).concatMap(event -> messages.store(event.message()))
                        .collectList()
                        .flatMap(owners -> recount(active, owners, messages::totals, Profile::with)));
    }

    private <E> Mono<Void> take(
            ActiveDefinitions active,
            List<E> events,
            Function<E, UUID> clientOf,
            BiFunction<Profile, E, Profile> step) {
        return profiles.lockOrCreate(events.stream().map(clientOf).toList()).flatMap(before -> {
            Map<UUID, Profile> after = new HashMap<>(before);
            events.forEach(
                    event -> after.computeIfPresent(clientOf.apply(event), (_, known) -> step.apply(known, event)));
            return settle(active, before, after);
        });
    }

    /** Totals are counted under the lock of the profile, so that the last to count has seen all. */
    private <T extends Profile.Totals> Mono<Void> recount(
            ActiveDefinitions active,
            Collection<UUID> owners,
            Function<Collection<UUID>, Flux<T>> totals,
            BiFunction<Profile, T, Profile> step) {
        return owners.isEmpty()
                ? Mono.empty()
                : profiles.lockOrCreate(owners)
                        .flatMap(before -> totals.apply(before.keySet()).collectList().flatMap(counted -> {
                            Map<UUID, Profile> after = new HashMap<>(before);
                            counted.forEach(one -> after.computeIfPresent(one.clientId(),
                                    (_, known) -> step.apply(known, one)));
                            return settle(active, before, after);
                        }));
    }

    /** Writes the profiles that changed and lets their memberships follow. */
    private Mono<Void> settle(ActiveDefinitions active, Map<UUID, Profile> before, Map<UUID, Profile> after) {
        return claimDocuments(before, after).flatMap(settled -> {
            List<Profile> changed = settled.values().stream()
                    .filter(profile -> !profile.equals(known(before, profile)))
                    .toList();
            List<Assessment> assessments = changed.stream()
                    .map(profile -> assessment(active, known(before, profile), profile))
                    .toList();
            List<UUID> erased = changed.stream().filter(Profile::erased).map(Profile::clientId).toList();
            return documents.forget(erased).then(messages.forget(erased))
                    .then(profiles.store(changed))
                    .then(memberships.assess(active, assessments));
        });
    }

    /** A client that has a NIP now gets the documents that waited for it. */
    private Mono<Map<UUID, Profile>> claimDocuments(Map<UUID, Profile> before, Map<UUID, Profile> after) {
        List<UUID> clients = new ArrayList<>();
        List<String> nips = new ArrayList<>();
        after.values().forEach(profile -> profile.nip()
                .filter(nip -> !known(before, profile).nip().equals(profile.nip()) && profile.present())
                .ifPresent(nip -> {
                    clients.add(profile.clientId());
                    nips.add(nip);
                }));
        return documents.claimWaiting(clients, nips).collectList()
                .flatMap(owners -> documents.totals(owners).collectList())
                .map(counted -> {
                    Map<UUID, Profile> settled = new HashMap<>(after);
                    counted.forEach(one -> settled.computeIfPresent(one.clientId(), (_, known) -> known.with(one)));
                    return settled;
                });
    }

    private static Profile known(Map<UUID, Profile> before, Profile profile) {
        return before.getOrDefault(profile.clientId(), Profile.blank(profile.clientId()));
    }

    private static Assessment assessment(ActiveDefinitions active, Profile before, Profile after) {
        Set<UUID> segments = after.present() && !before.present()
                ? active.possibleFor(after.facts())
                : active.affectedBy(before.facts(), after.facts());
        return new Assessment(after, segments, Cause.CHANGE);
    }

    private static Set<String> nips(List<ClientEvent> events) {
        Set<String> nips = new LinkedHashSet<>();
        events.forEach(event -> {
            if (event instanceof ClientChange change) {
                Stream.ofNullable(change.client().nip()).map(Spelling.CODE::fold).forEach(nips::add);
            }
        });
        return nips;
    }
}

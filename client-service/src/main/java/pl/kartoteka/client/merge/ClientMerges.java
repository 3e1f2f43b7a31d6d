package pl.kartoteka.client.merge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.client.merge.KeptCards.Said;
import pl.kartoteka.client.merge.MergeImpossible.Reason;
import pl.kartoteka.client.merge.Merges.KeptMerge;
import pl.kartoteka.client.registry.CardJson;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.client.registry.Corrections;
import pl.kartoteka.client.registry.Corrections.Revision;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes one client of two. Both are held from the first look to the commit, so that of two merges at once one sees the other. */
@Component
class ClientMerges {
    private final Merges merges;
    private final Corrections corrections;
    private final List<MovesWithClient> movers;
    private final NamingClients naming;
    private final RelatedChanges history;
    private final KnownClients clients;
    private final KeptCards keptCards;
    private final CardJson cards;
    private final StrictJson strict;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    ClientMerges(
            Merges merges,
            Corrections corrections,
            List<MovesWithClient> movers,
            NamingClients naming,
            RelatedChanges history,
            KnownClients clients,
            KeptCards keptCards,
            CardJson cards,
            StrictJson strict,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.merges = merges;
        this.corrections = corrections;
        this.movers = movers;
        this.naming = naming;
        this.history = history;
        this.clients = clients;
        this.keptCards = keptCards;
        this.cards = cards;
        this.strict = strict;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Two clients that are to be one, and the branches of the one that goes. */
    private record Pair(Client survivor, Client duplicate, List<Client> branches) {}

    Mono<MergePreview> preview(UUID survivorId, MergeRequest request) {
        return pair(survivorId, request.duplicateId(), merges.found(List.of(survivorId, request.duplicateId())),
                merges::branches)
                .flatMap(pair -> {
                    MergedCard merged = merged(pair, request.fields());
                    ClientCard card = card(merged);
                    ObjectNode survivor = json.valueToTree(pair.survivor().card().masked());
                    ObjectNode duplicate = json.valueToTree(pair.duplicate().card().masked());
                    return counts(pair).map(moves -> new MergePreview(
                            pair.survivor().version(), pair.duplicate().version(),
                            merged.fields().stream().map(field -> field.showing(survivor, duplicate)).toList(),
                            card.masked(), foreign(pair), moves, obstacles(pair, card)));
                });
    }

    @Transactional
    Mono<MergeResponse> merge(UUID survivorId, MergeRequest request, @Nullable Long seen, ChangeOrigin origin) {
        return corrections.queueForStructure()
                .then(pair(survivorId, request.duplicateId(),
                        merges.locked(List.of(survivorId, request.duplicateId())), merges::lockedBranches))
                .flatMap(pair -> {
                    check(seen, pair.survivor());
                    check(request.duplicateVersion(), pair.duplicate());
                    ClientCard card = card(merged(pair, request.fields()));
                    List<Reason> obstacles = obstacles(pair, card);
                    return obstacles.isEmpty()
                            ? merge(pair, card, origin)
                            : Mono.error(new MergeImpossible(obstacles));
                });
    }

    private Mono<MergeResponse> merge(Pair pair, ClientCard card, ChangeOrigin origin) {
        UUID from = pair.duplicate().id();
        UUID to = pair.survivor().id();
        var withdrawn = new Revision(pair.duplicate(), withdrawn(pair.duplicate().card()), to, ChangeAction.MERGED,
                List.of(noted("mergedInto", to)), true, false);
        var grown = new Revision(pair.survivor(), card, null, ChangeAction.MERGED, List.of(noted("mergedFrom", from)),
                true, false);
        return corrections.revise(withdrawn, origin)
                .zipWhen(_ -> corrections.revise(grown, origin).onErrorMap(InvalidInput.class, ClientMerges::ofFields))
                .delayUntil(_ -> Flux.fromIterable(pair.branches())
                        .concatMap(branch -> corrections.correct(branch, branch.card().withHeadOffice(to),
                                ChangeAction.CORRECTED, origin)))
                .delayUntil(both -> corrections.requireBranchesKeepTheirNip(both.getT2()))
                .zipWhen(_ -> move(from, to, origin))
                .flatMap(done -> {
                    Map<String, List<UUID>> moved = done.getT2();
                    Client survivor = done.getT1().getT2();
                    var kept = new KeptMerge(ids.next(), to, from, kept(pair.survivor()), kept(survivor),
                            kept(pair.duplicate()),
                            pair.branches().stream().map(Client::id).toArray(UUID[]::new),
                            json.writeValueAsString(moved), clock.instant(), origin.subject(), null, null);
                    return merges.keep(kept)
                            .onErrorMap(DuplicateKeyException.class,
                                    _ -> new MergeImpossible(List.of(Reason.DUPLICATE_MERGED)))
                            .then(asTheyAre(to, from))
                            .map(both -> response(kept, both.getT1(), both.getT2()));
                });
    }

    Mono<Page<MergeResponse>> of(UUID client, UUID before, int size, boolean count) {
        return clients.require(client)
                .then(merges.of(client, before, size + 1))
                .map(found -> Page.of(found, size, null, last -> List.of(last.id().toString()),
                        kept -> response(kept, null, null)))
                .flatMap(page -> count ? merges.count(client).map(page::withTotal) : Mono.just(page));
    }

    /**
     * Both as they were. What was changed on the survivor since stays, and so does what came to it since; whatever forbids the old
     * state now (a NIP given to another, a trait removed) refuses the whole.
     */
    @Transactional
    Mono<UndoResponse> undo(UUID survivorId, UUID mergeId, @Nullable Long seen, ChangeOrigin origin) {
        return corrections.queueForStructure()
                .then(merges.find(survivorId, mergeId))
                .switchIfEmpty(Mono.error(() -> new MergeNotFound(mergeId)))
                .flatMap(kept -> pair(survivorId, kept.duplicateId(),
                        merges.locked(List.of(survivorId, kept.duplicateId())), merges::lockedBranches)
                        .flatMap(pair -> {
                            check(seen, pair.survivor());
                            return pair.survivor().mergedInto() == null
                                    ? keptCards.read(kept, pair.survivor().card())
                                            .flatMap(said -> undo(kept, pair, said, origin))
                                    : Mono.error(new MergeImpossible(List.of(Reason.SURVIVOR_MERGED)));
                        }));
    }

    private Mono<UndoResponse> undo(KeptMerge kept, Pair pair, Said said, ChangeOrigin origin) {
        ClientCard duplicate = json.treeToValue(said.duplicateBefore(), ClientCard.class);
        var restored = RestoredCard.of(said.survivorBefore(), said.survivorAfter(), said.now());
        ClientCard card = json.treeToValue(restored.card(), ClientCard.class);
        boolean wasBelow = kept.duplicateId().equals(card.headOfficeId());
        ClientCard first = wasBelow ? json.treeToValue(alone(restored.card()), ClientCard.class) : card;
        return merges.undo(kept.id(), clock.instant(), origin.subject())
                .filter(undone -> undone)
                .switchIfEmpty(Mono.error(() -> new MergeImpossible(List.of(Reason.ALREADY_UNDONE))))
                .then(corrections.revise(new Revision(pair.survivor(), first, null, ChangeAction.UNMERGED,
                        List.of(new FieldChange("mergedFrom", text(kept.duplicateId()), null)), true, true), origin))
                .zipWhen(_ -> corrections.revise(new Revision(pair.duplicate(), duplicate, null, ChangeAction.UNMERGED,
                        List.of(new FieldChange("mergedInto", text(kept.survivorId()), null)), true, true), origin))
                .flatMap(both -> (wasBelow
                        ? corrections.correct(both.getT1(), card, ChangeAction.CORRECTED, origin)
                        : Mono.just(both.getT1()))
                        .zipWith(Mono.just(both.getT2())))
                .onErrorMap(InvalidInput.class, _ -> new MergeImpossible(List.of(Reason.REFERENCES_GONE)))
                .delayUntil(_ -> returnBranches(kept, origin))
                .delayUntil(both -> corrections.requireBranchesKeepTheirNip(both.getT1()))
                .then(Mono.defer(() -> moveBack(kept, origin)))
                .zipWhen(_ -> asTheyAre(kept.survivorId(), kept.duplicateId()))
                .map(done -> new UndoResponse(kept.id(), ClientResponse.masked(done.getT2().getT1()),
                        ClientResponse.masked(done.getT2().getT2()), restored.kept(), done.getT1()));
    }

    /** After everything went where it goes, the photo too. */
    private Mono<Tuple2<Client, Client>> asTheyAre(UUID survivor, UUID duplicate) {
        return merges.found(List.of(survivor)).map(List::getFirst)
                .zipWith(merges.found(List.of(duplicate)).map(List::getFirst));
    }

    private Mono<Void> returnBranches(KeptMerge kept, ChangeOrigin origin) {
        Set<UUID> moved = Set.of(kept.branches());
        return merges.lockedBranches(kept.survivorId())
                .flatMapIterable(branches -> branches)
                .filter(branch -> moved.contains(branch.id()))
                .concatMap(branch -> corrections.correct(branch, branch.card().withHeadOffice(kept.duplicateId()),
                        ChangeAction.CORRECTED, origin))
                .then();
    }

    private Mono<Map<String, Long>> moveBack(KeptMerge kept, ChangeOrigin origin) {
        Map<String, List<UUID>> moved = MovedRows.read(kept.moved());
        return Flux.fromIterable(movers)
                .filter(mover -> moved.containsKey(mover.what()))
                .concatMap(mover -> mover
                        .moveBack(kept.survivorId(), kept.duplicateId(), moved.getOrDefault(mover.what(), List.of()))
                        .map(count -> Map.entry(mover.what(), count)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .delayUntil(_ -> history.move(moved.values().stream().flatMap(List::stream).toList(),
                        kept.survivorId(), kept.duplicateId(), kept.mergedAt()))
                .zipWhen(_ -> naming.renameBack(moved, kept.survivorId(), kept.duplicateId(), origin),
                        ClientMerges::both);
    }

    private Mono<Pair> pair(UUID survivor, UUID duplicate, Mono<List<Client>> found,
            Function<UUID, Mono<List<Client>>> branches) {
        if (survivor.equals(duplicate)) {
            return Mono.error(new InvalidInput("duplicateId", "merge.same-client"));
        }
        return found.zipWhen(_ -> branches.apply(duplicate)).map(both -> new Pair(
                both.getT1().stream().filter(client -> client.id().equals(survivor)).findFirst()
                        .orElseThrow(() -> new ClientNotFound(survivor)),
                both.getT1().stream().filter(client -> client.id().equals(duplicate)).findFirst()
                        .orElseThrow(() -> new InvalidInput("duplicateId", "client.unknown")),
                both.getT2().stream().filter(branch -> !branch.id().equals(survivor)).toList()));
    }

    private MergedCard merged(Pair pair, Map<String, Choice> chosen) {
        ObjectNode survivor = json.valueToTree(pair.survivor().card());
        ObjectNode duplicate = json.valueToTree(pair.duplicate().card());
        List<FieldError> unknown = chosen.keySet().stream()
                .filter(field -> !survivor.has(field) && !duplicate.has(field))
                .map(field -> FieldError.of("fields." + field, "field.unknown"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidInput(unknown);
        }
        // Neither can be the head office of what they are together.
        if (pair.duplicate().id().equals(pair.survivor().card().headOfficeId())) {
            survivor.putNull("headOfficeId").putNull("payer");
        }
        if (pair.survivor().id().equals(pair.duplicate().card().headOfficeId())) {
            duplicate.putNull("headOfficeId").putNull("payer");
        }
        leaveUnnamed(survivor, pair);
        leaveUnnamed(duplicate, pair);
        return MergedCard.of(survivor, duplicate, foreign(pair), chosen);
    }

    /** Nor do the two name each other any more. */
    private static void leaveUnnamed(ObjectNode card, Pair pair) {
        if (card.path("customFields") instanceof ObjectNode values) {
            Set<JsonNode> both = Set.of(text(pair.survivor().id()), text(pair.duplicate().id()));
            values.removeIf(both::contains);
        }
    }

    private static void check(@Nullable Long seen, Client client) {
        if (seen != null) {
            IfMatch.check(seen, client.version());
        }
    }

    private ClientCard card(MergedCard merged) {
        try {
            return strict.bind(merged.card(), ClientCard.class);
        } catch (InvalidInput invalid) {
            throw ofFields(invalid);
        }
    }

    private Set<String> foreign(Pair pair) {
        return pair.duplicate().card().fieldsForeignTo(pair.survivor().card().kind());
    }

    private static List<Reason> obstacles(Pair pair, ClientCard card) {
        var reasons = new ArrayList<Reason>();
        if (pair.survivor().mergedInto() != null) {
            reasons.add(Reason.SURVIVOR_MERGED);
        }
        if (pair.duplicate().mergedInto() != null) {
            reasons.add(Reason.DUPLICATE_MERGED);
        }
        if (!pair.branches().isEmpty() && !card.kind().isOrganisation()) {
            reasons.add(Reason.HAS_BRANCHES);
        }
        String nip = pair.duplicate().card().nip();
        if (nip != null && !nip.equals(card.nip()) && pair.branches().stream().anyMatch(Client::nipShared)) {
            reasons.add(Reason.BRANCHES_SHARE_NIP);
        }
        return reasons;
    }

    private Mono<Map<String, Long>> counts(Pair pair) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("branches", (long) pair.branches().size());
        return Flux.fromIterable(movers)
                .concatMap(mover -> mover.count(pair.duplicate().id())
                        .doOnNext(count -> counts.put(mover.what(), count)))
                .then(naming.count(pair.duplicate().id(), pair.survivor().id()))
                .doOnNext(counts::putAll)
                .thenReturn(counts);
    }

    private Mono<Map<String, List<UUID>>> move(UUID from, UUID to, ChangeOrigin origin) {
        return Flux.fromIterable(movers)
                .concatMap(mover -> mover.move(from, to).collectList().map(moved -> Map.entry(mover.what(), moved)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .zipWhen(_ -> naming.rename(from, to, origin), ClientMerges::both);
    }

    private static <V> Map<String, V> both(Map<String, V> some, Map<String, V> others) {
        var all = new LinkedHashMap<>(some);
        all.putAll(others);
        return all;
    }

    /** Without what only one client can have, and out of use. */
    private ClientCard withdrawn(ClientCard card) {
        ObjectNode tree = json.valueToTree(card);
        return json.treeToValue(alone(tree).putNull("nip").put("active", false), ClientCard.class);
    }

    private static ObjectNode alone(ObjectNode card) {
        return card.deepCopy().putNull("headOfficeId").putNull("payer");
    }

    private String kept(Client client) {
        return cards.kept(client.card(), client.id()).toString();
    }

    private static FieldChange noted(String field, UUID client) {
        return new FieldChange(field, null, text(client));
    }

    private static StringNode text(UUID id) {
        return StringNode.valueOf(id.toString());
    }

    private static InvalidInput ofFields(InvalidInput invalid) {
        return new InvalidInput(invalid.errors().stream()
                .map(error -> new FieldError("fields." + error.field(), error.code(), error.arguments()))
                .toList());
    }

    private static MergeResponse response(KeptMerge kept, @Nullable Client survivor, @Nullable Client duplicate) {
        var moved = new LinkedHashMap<String, Integer>();
        moved.put("branches", kept.branches().length);
        MovedRows.read(kept.moved()).forEach((what, rows) -> moved.put(what, rows.size()));
        return new MergeResponse(kept.id(), kept.survivorId(), kept.duplicateId(), moved, kept.mergedAt(),
                kept.mergedBy(), kept.undoneAt(), kept.undoneBy(),
                survivor == null ? null : ClientResponse.masked(survivor),
                duplicate == null ? null : ClientResponse.masked(duplicate));
    }
}

package pl.kartoteka.client.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.assignment.TraitGroups;
import pl.kartoteka.client.bulk.BulkAction.Action;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.MassChanges;
import pl.kartoteka.client.registry.MassChanges.Correction;
import pl.kartoteka.client.selection.Selection;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import pl.kartoteka.problem.DomainProblem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Goes through the clients in the order of their ids, some hundreds in a step; each is dealt with once, whatever the action makes of the filter. */
@Component
class ClientBulkWork implements JobKind<BulkAction, BulkPosition> {
    private static final int CLIENTS_OF_A_STEP = 500;

    private final Selection selection;
    private final MassChanges register;
    private final TraitGroups groups;
    private final BulkRefusals refusals;
    private final MergePatch patches;

    ClientBulkWork(Selection selection, MassChanges register, TraitGroups groups, BulkRefusals refusals,
            MergePatch patches) {
        this.selection = selection;
        this.register = register;
        this.groups = groups;
        this.refusals = refusals;
        this.patches = patches;
    }

    @Override
    public String name() {
        return "client-bulk-action";
    }

    @Override
    public Class<BulkAction> input() {
        return BulkAction.class;
    }

    @Override
    public Class<BulkPosition> checkpoint() {
        return BulkPosition.class;
    }

    /** A filter or a reason may name somebody. */
    @Override
    public boolean forgetsInput() {
        return true;
    }

    @Override
    public Flux<Step<BulkAction, BulkPosition>> steps(JobRun<BulkAction, BulkPosition> run) {
        return Flux.<Step<BulkAction, BulkPosition>>just(this::next).repeat();
    }

    private Mono<Progress<BulkPosition>> next(JobRun<BulkAction, BulkPosition> run) {
        BulkPosition before = run.checkpoint() == null ? BulkPosition.START : run.checkpoint();
        Long total = run.total();
        return (total == null ? selection.count(run.input().filter()) : Mono.just(total))
                .flatMap(
                        all -> selection.ids(run.input().filter(), before.after()).take(CLIENTS_OF_A_STEP).collectList()
                                .flatMap(ids -> ids.isEmpty()
                                        ? Mono.just(progress(run, before, run.done(), all).andLast())
                                        : deal(run, before, ids, all)));
    }

    private Mono<Progress<BulkPosition>> deal(JobRun<BulkAction, BulkPosition> run, BulkPosition before, List<UUID> ids,
            long total) {
        var origin = new ChangeOrigin(run.owner(), Channel.BULK_ACTION, run.input().reason());
        return register.locked(ids).collectList()
                .flatMap(clients -> run.input().action() == Action.DELETE
                        ? register.remove(clients, origin).map(refused -> new Dealt(clients.size(), refused))
                        : correct(run.input(), clients, origin))
                .delayUntil(dealt -> refusals.add(run.id(), dealt.refused()))
                .map(dealt -> {
                    long refused = dealt.refused().size();
                    long changed = dealt.tried() - refused;
                    BulkPosition after = before.beyond(ids.getLast(), changed, ids.size() - changed - refused, refused);
                    return progress(run, after, run.done() + ids.size(), total);
                });
    }

    private Mono<Dealt> correct(BulkAction action, List<Client> clients, ChangeOrigin origin) {
        return patch(action).flatMap(patch -> correct(patch, clients, origin));
    }

    private Mono<Dealt> correct(Function<ClientCard, ObjectNode> patch, List<Client> clients, ChangeOrigin origin) {
        var corrections = new ArrayList<Correction>();
        var refused = new HashMap<UUID, RuntimeException>();
        for (Client client : clients) {
            try {
                ClientCard card = patches.apply(client.card(), patch.apply(client.card()), ClientCard.class);
                if (!card.equals(client.card())) {
                    corrections.add(new Correction(client, card));
                }
            } catch (DomainProblem refusal) {
                refused.put(client.id(), refusal);
            }
        }
        return register.correct(corrections, origin).map(more -> {
            int tried = corrections.size() + refused.size();
            refused.putAll(more);
            return new Dealt(tried, refused);
        });
    }

    /** A trait group that is gone or retired is refused for each client. */
    private Mono<Function<ClientCard, ObjectNode>> patch(BulkAction action) {
        return action.traitGroupId() == null
                ? Mono.just(card -> patch(action, card))
                : groups.inUse(action.traitGroupId())
                        .<Function<ClientCard, ObjectNode>>map(group -> card -> ids("traitIds", group.beside(card)))
                        .onErrorResume(DomainProblem.class, problem -> Mono.just(_ -> {
                            throw problem;
                        }));
    }

    private static ObjectNode patch(BulkAction action, ClientCard card) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        return switch (action.action()) {
            case ASSIGN_GROUP -> patch.put("groupId", text(action.groupId()));
            case ASSIGN_SOURCE -> patch.put("sourceId", text(action.sourceId()));
            case ASSIGN_INDUSTRY -> patch.put("industryId", text(action.industryId()));
            case ASSIGN_IMPORTANCE -> patch.put("importance", text(action.importance()));
            case ASSIGN_CARETAKER -> caretakers(caretaker(action).beside(card.caretakers()));
            case REMOVE_CARETAKER -> caretakers(card.caretakers().stream()
                    .filter(one -> !one.subject().equals(caretaker(action).subject())).toList());
            case ADD_TRAITS -> ids("traitIds", with(card.traitIds(), action.traits()));
            case REMOVE_TRAITS -> ids("traitIds", without(card.traitIds(), action.traits()));
            case ADD_FLAGS -> ids("flagIds", with(card.flagIds(), action.flags()));
            case REMOVE_FLAGS -> ids("flagIds", without(card.flagIds(), action.flags()));
            case ACTIVATE -> patch.put("active", true);
            case DEACTIVATE -> patch.put("active", false);
            case ADD_TRAIT_GROUP -> throw new IllegalStateException("a trait group is read first");
            case DELETE -> throw new IllegalStateException("a client that goes is not patched");
        };
    }

    private static Caretaker caretaker(BulkAction action) {
        return Objects.requireNonNull(action.caretaker());
    }

    private static ObjectNode caretakers(List<Caretaker> caretakers) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ArrayNode list = patch.putArray("caretakers");
        caretakers.forEach(one -> list.addObject()
                .put("subject", one.subject()).put("name", one.name()).put("role", one.role().name()));
        return patch;
    }

    private static ObjectNode ids(String field, Collection<UUID> ids) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ArrayNode list = patch.putArray(field);
        ids.forEach(id -> list.add(id.toString()));
        return patch;
    }

    private static Set<UUID> with(List<UUID> present, List<UUID> more) {
        var all = new LinkedHashSet<>(present);
        all.addAll(more);
        return all;
    }

    private static List<UUID> without(List<UUID> present, List<UUID> gone) {
        return present.stream().filter(id -> !gone.contains(id)).toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Progress<BulkPosition> progress(JobRun<BulkAction, BulkPosition> run, BulkPosition position,
            long done,
            long total) {
        return Progress.at(position, done).of(Math.max(total, done)).reporting(new BulkPosition.Report(
                run.input().action(), position.changed(), position.unchanged(), position.refused()));
    }

    /** @param tried those the action would change, refused ones among them */
    private record Dealt(long tried, Map<UUID, RuntimeException> refused) {}
}

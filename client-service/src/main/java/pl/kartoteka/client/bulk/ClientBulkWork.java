package pl.kartoteka.client.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.bulk.BulkAction.Action;
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
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Goes through the clients in the order of their ids, some hundreds in a step; each is dealt with once, whatever the action makes of the filter. */
@Component
class ClientBulkWork implements JobKind<BulkAction, BulkPosition> {
    private static final int CLIENTS_OF_A_STEP = 500;

    private final Selection selection;
    private final MassChanges register;
    private final BulkRefusals refusals;
    private final MergePatch patches;

    ClientBulkWork(Selection selection, MassChanges register, BulkRefusals refusals, MergePatch patches) {
        this.selection = selection;
        this.register = register;
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
        var corrections = new ArrayList<Correction>();
        var refused = new HashMap<UUID, RuntimeException>();
        for (Client client : clients) {
            try {
                ClientCard card = patches.apply(client.card(), patch(action, client.card()), ClientCard.class);
                if (!card.equals(client.card())) {
                    corrections.add(new Correction(client, card));
                }
            } catch (InvalidInput invalid) {
                refused.put(client.id(), invalid);
            }
        }
        return register.correct(corrections, origin).map(more -> {
            int tried = corrections.size() + refused.size();
            refused.putAll(more);
            return new Dealt(tried, refused);
        });
    }

    private static ObjectNode patch(BulkAction action, ClientCard card) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        switch (action.action()) {
            case ASSIGN_GROUP -> patch.put("groupId", action.groupId() == null ? null : action.groupId().toString());
            case ASSIGN_CARETAKER -> Objects.requireNonNull(action.caretaker()).beside(card.caretakers())
                    .forEach(one -> patch.withArray("caretakers").addObject()
                            .put("subject", one.subject()).put("name", one.name()).put("role", one.role().name()));
            case ACTIVATE -> patch.put("active", true);
            case DEACTIVATE -> patch.put("active", false);
            case ADD_TRAITS, REMOVE_TRAITS -> {
                var traits = new LinkedHashSet<>(card.traitIds());
                if (action.action() == Action.ADD_TRAITS) {
                    traits.addAll(action.traits());
                } else {
                    action.traits().forEach(traits::remove);
                }
                traits.forEach(trait -> patch.withArray("traitIds").add(trait.toString()));
                if (traits.isEmpty()) {
                    patch.putArray("traitIds");
                }
            }
            case DELETE -> throw new IllegalStateException("a client that goes is not patched");
        }
        return patch;
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

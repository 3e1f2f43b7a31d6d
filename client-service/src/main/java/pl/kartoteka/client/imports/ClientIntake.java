package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.DictionaryNames;
import pl.kartoteka.client.dictionary.DictionaryNames.Name;
import pl.kartoteka.client.duplicate.NearDuplicates;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.imports.ImportChunk.Newcomer;
import pl.kartoteka.client.imports.ImportPosition.Counts;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.MassChanges;
import pl.kartoteka.client.registry.MassChanges.Correction;
import pl.kartoteka.client.registry.Outcome;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes rows into the register, some hundreds in as many statements as one. A dry run does all of it and then undoes it, so that its verdicts
 * are those of the real run; only what the file has said so far and what is wrong with it stays.
 */
@Component
class ClientIntake {
    private final ImportKeys keys;
    private final ImportErrors errors;
    private final DictionaryNames dictionaries;
    private final MassChanges register;
    private final Recognition recognition;
    private final HeadOffices headOffices;
    private final NearDuplicates nearDuplicates;
    private final ImportWarnings warnings;
    private final StrictJson json;
    private final JsonMapper mapper;
    private final TransactionalOperator savepoint;

    ClientIntake(
            ImportKeys keys,
            ImportErrors errors,
            DictionaryNames dictionaries,
            MassChanges register,
            Recognition recognition,
            HeadOffices headOffices,
            NearDuplicates nearDuplicates,
            ImportWarnings warnings,
            StrictJson json,
            JsonMapper mapper,
            ReactiveTransactionManager transactions) {
        this.keys = keys;
        this.errors = errors;
        this.dictionaries = dictionaries;
        this.register = register;
        this.recognition = recognition;
        this.headOffices = headOffices;
        this.nearDuplicates = nearDuplicates;
        this.warnings = warnings;
        this.json = json;
        this.mapper = mapper;
        this.savepoint = TransactionalOperator.create(transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /** @param writes whether what is done stays */
    Mono<Counts> take(UUID importId, String owner, ImportRequest request, List<RowCard> rows, boolean writes) {
        var chunk = new ImportChunk(rows);
        var origin = new ChangeOrigin(owner, Channel.IMPORT, request.reason());
        return keys.met(importId, chunk.sought()).collectList()
                .doOnNext(chunk::repeated)
                .then(Mono.defer(() -> keys.leave(importId, chunk.left())))
                .then(Mono.defer(() -> savepoint.execute(savepoint -> {
                    if (!writes) {
                        savepoint.setRollbackOnly();
                    }
                    return register(new Intake(importId, request, chunk, origin,
                            writes ? null : rows.getFirst().row().line()));
                }).then()))
                .then(Mono.defer(() -> writes ? Mono.empty() : keys.adopt(importId, chunk.adoptions())))
                .then(Mono.defer(() -> errors.add(importId, chunk.errors())))
                .then(Mono.defer(() -> warnings.add(importId, chunk.warnings())))
                .then(Mono.fromSupplier(chunk::counts));
    }

    /** Before any client is held: who moves a client in the structure waits for others who do. */
    Mono<Void> queueForStructure() {
        return register.queueForStructure();
    }

    private Mono<Void> register(Intake intake) {
        ImportChunk chunk = intake.chunk();
        chunk.open().stream().filter(RowCard::isUnknowableBranch).forEach(chunk::refuseUnknowable);
        return recognition.of(intake.importId(), intake.request(), chunk, intake.lookedAtBefore())
                .then(Mono.defer(() -> queueIfAnyMoves(chunk)))
                .then(Mono.defer(() -> refer(intake.request(), chunk)))
                .then(Mono.defer(() -> inTurn(intake, chunk.open())))
                .then(Mono.defer(() -> warn(intake)))
                .then(Mono.defer(() -> keys.remember(intake.request().source(), chunk.toRemember())));
    }

    /** A new client has nothing below it, so that no circle can close. */
    private Mono<Void> queueIfAnyMoves(ImportChunk chunk) {
        long moves = chunk.open().stream().filter(row -> row.client() != null && row.namesHeadOffice()).count();
        chunk.moves(moves);
        return moves > 0 ? queueForStructure() : Mono.empty();
    }

    /** Of whom was there before the import, in a trial as in earnest. */
    private Mono<Void> warn(Intake intake) {
        return nearDuplicates.ofRegistered(intake.chunk().registeredClients().keySet(), intake.importId())
                .doOnNext(found -> found.forEach(intake.chunk()::warn))
                .then();
    }

    /** Head offices before their branches, for as long as that brings in any. */
    private Mono<Void> inTurn(Intake intake, List<RowCard> rows) {
        ImportChunk chunk = intake.chunk();
        return headOffices.find(intake.importId(), rows, intake.origin(), intake.lookedAtBefore())
                .then(Mono.defer(() -> {
                    Map<Boolean, List<RowCard>> ready = rows.stream()
                            .collect(Collectors.partitioningBy(row -> row.awaitedHeadOffice() == null));
                    List<RowCard> waiting = ready.getOrDefault(false, List.of());
                    if (waiting.size() == rows.size()) {
                        waiting.forEach(chunk::refuseHeadOffice);
                        return Mono.empty();
                    }
                    List<RowCard> now = ready.getOrDefault(true, List.of());
                    return admit(intake, now)
                            .then(Mono.defer(() -> correct(chunk, now, intake.origin())))
                            .then(Mono.defer(() -> inTurn(intake, waiting)));
                }));
    }

    private Mono<Void> refer(ImportRequest request, ImportChunk chunk) {
        chunk.open().forEach(row -> row.tooLong().forEach(name -> chunk.refuseTooLong(row, name)));
        Set<Name> names = chunk.open().stream().flatMap(row -> row.names().stream()).collect(Collectors.toSet());
        Mono<Map<Name, UUID>> found = request.addEntries() ? dictionaries.findOrAdd(names) : dictionaries.find(names);
        return found.doOnNext(ids -> chunk.open().forEach(row -> {
            List<Name> unknown = row.names().stream().filter(name -> !ids.containsKey(name)).toList();
            unknown.forEach(name -> chunk.refuseUnknown(row, name));
            row.refer(ids);
        })).then();
    }

    private Mono<Void> admit(Intake intake, List<RowCard> ready) {
        ImportChunk chunk = intake.chunk();
        var newcomers = new ArrayList<Newcomer>();
        ready.stream().filter(row -> row.client() == null)
                .forEach(row -> bound(chunk, row, row.newcomer(intake.request().kind()))
                        .ifPresent(bound -> newcomers.add(new Newcomer(row, bound))));
        return register.register(newcomers.stream().map(Newcomer::card).toList(), intake.origin())
                .doOnNext(outcomes -> settle(chunk, newcomers, outcomes))
                .then();
    }

    private static void settle(ImportChunk chunk, List<Newcomer> newcomers, List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            RowCard row = newcomers.get(i).row();
            switch (outcomes.get(i)) {
                case Outcome.Registered(Client client) -> chunk.registered(row, client.id());
                case Outcome.Refused(RuntimeException problem) -> chunk.refuse(row, problem);
            }
        }
    }

    private Mono<Void> correct(ImportChunk chunk, List<RowCard> ready, ChangeOrigin origin) {
        Map<UUID, RowCard> rows = new HashMap<>();
        for (RowCard row : ready) {
            UUID client = row.client();
            RowCard other = client == null ? null : rows.putIfAbsent(client, row);
            if (other != null) {
                chunk.refuse(row, new ClientInTwoRows(other.row().line()));
            }
        }
        return register.locked(rows.keySet()).collectList()
                .flatMap(clients -> correct(chunk, rows, clients, origin));
    }

    private Mono<Void> correct(ImportChunk chunk, Map<UUID, RowCard> rows, Collection<Client> clients,
            ChangeOrigin origin) {
        var corrections = new LinkedHashMap<Correction, RowCard>();
        for (Client client : clients) {
            RowCard row = rows.get(client.id());
            if (row == null) {
                continue;
            }
            ObjectNode merged = MergedCard.of(mapper.valueToTree(client.card()), row.card());
            bound(chunk, row, merged).ifPresent(card -> {
                if (card.kind() != client.card().kind()) {
                    chunk.refuse(row, new InvalidInput("kind", "kind.fixed"));
                } else if (card.equals(client.card())) {
                    chunk.same(row, client.id());
                } else {
                    corrections.put(new Correction(client, card), row);
                }
            });
        }
        return register.correct(corrections.keySet(), origin)
                .doOnNext(refused -> corrections.forEach((correction, row) -> {
                    RuntimeException problem = refused.get(correction.client().id());
                    if (problem == null) {
                        chunk.updated(row, correction.client().id());
                        if (correction.client().card().nip() == null && row.identity().nip() != null) {
                            chunk.adopted(row, correction.client().id());
                        }
                    } else {
                        chunk.refuse(row, problem);
                    }
                }))
                .then();
    }

    private Optional<ClientCard> bound(ImportChunk chunk, RowCard row, ObjectNode card) {
        try {
            return Optional.of(json.bind(card, ClientCard.class));
        } catch (InvalidInput invalid) {
            chunk.refuse(row, invalid);
            return Optional.empty();
        }
    }

    /**
     * Some rows on their way.
     *
     * @param lookedAtBefore the first line of them where nothing is written
     */
    private record Intake(UUID importId, ImportRequest request, ImportChunk chunk, ChangeOrigin origin,
            @Nullable Long lookedAtBefore) {}
}

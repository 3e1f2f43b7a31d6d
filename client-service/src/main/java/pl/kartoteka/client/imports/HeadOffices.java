package pl.kartoteka.client.imports;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.MassChanges;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds the head offices that rows name by their NIPs. */
@Component
class HeadOffices {
    private final MassChanges register;
    private final ImportKeys keys;
    private final StrictJson json;

    HeadOffices(MassChanges register, ImportKeys keys, StrictJson json) {
        this.register = register;
        this.keys = keys;
        this.json = json;
    }

    /**
     * Puts the rows below those that are there.
     *
     * @param before the line before which rows of the file were looked at, in a trial, and what they brought is gone again
     */
    Mono<Void> find(UUID importId, List<RowCard> rows, ChangeOrigin origin, @Nullable Long before) {
        Set<String> nips = awaited(rows);
        return nips.isEmpty()
                ? Mono.empty()
                : register.holders(nips)
                        .doOnNext(holders -> putBelow(rows, holders))
                        .then(Mono
                                .defer(() -> before == null ? Mono.empty() : standIn(importId, rows, origin, before)));
    }

    private Mono<Void> standIn(UUID importId, List<RowCard> rows, ChangeOrigin origin, long before) {
        return keys.taken(importId, awaited(rows), before)
                .collectList()
                .filter(nips -> !nips.isEmpty())
                .flatMap(nips -> register.register(nips.stream().map(this::standIn).toList(), origin)
                        .then(Mono.defer(() -> register.holders(nips))))
                .doOnNext(holders -> putBelow(rows, holders))
                .then();
    }

    private ClientCard standIn(String nip) {
        return json.bind(JsonNodeFactory.instance.objectNode().put("kind", "COMPANY").put("name", nip).put("nip", nip),
                ClientCard.class);
    }

    /** In one order, so that no two imports wait for each other in a circle. */
    private static Set<String> awaited(List<RowCard> rows) {
        return rows.stream().map(RowCard::awaitedHeadOffice).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void putBelow(List<RowCard> rows, Map<String, UUID> holders) {
        rows.forEach(row -> {
            UUID headOffice = holders.get(String.valueOf(row.awaitedHeadOffice()));
            if (headOffice != null) {
                row.putBelow(headOffice);
            }
        });
    }
}

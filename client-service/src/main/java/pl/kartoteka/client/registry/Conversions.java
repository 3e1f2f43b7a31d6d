package pl.kartoteka.client.registry;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.registry.Conversion.Converted;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Makes clients of another kind, who stay who they are, with everything that hangs on them. */
@Component
class Conversions {
    private final Clients clients;
    private final Corrections corrections;
    private final SetAside setAside;
    private final CardJson json;
    private final MergePatch mergePatch;

    Conversions(Clients clients, Corrections corrections, SetAside setAside, CardJson json, MergePatch mergePatch) {
        this.clients = clients;
        this.corrections = corrections;
        this.setAside = setAside;
        this.json = json;
        this.mergePatch = mergePatch;
    }

    /**
     * The client is held while its branches are counted, so that none is added meanwhile.
     *
     * @param given the kind and what else changes on the way
     */
    @Transactional
    Mono<ConversionResponse> convert(UUID id, long seen, ClientKind kind, ObjectNode given, ChangeOrigin origin) {
        return clients.queueForStructure()
                .then(clients.locked(id))
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .doOnNext(client -> IfMatch.check(seen, client.version()))
                .flatMap(client -> setAside.of(id)
                        .map(aside -> Conversion.of(client.card(), aside, kind, given, json,
                                (card, patch) -> mergePatch.apply(card, patch, ClientCard.class)))
                        .zipWhen(_ -> clients.branches(id))
                        .flatMap(found -> {
                            var refusal = ConversionImpossible.reasons(client, kind, found.getT2());
                            return refusal.isEmpty()
                                    ? keep(client, found.getT1(), origin)
                                    : Mono.error(new ConversionImpossible(refusal, found.getT2()));
                        }));
    }

    private Mono<ConversionResponse> keep(Client client, Converted converted, ChangeOrigin origin) {
        return corrections.correct(client, converted.card(), ChangeAction.CONVERTED, origin)
                .delayUntil(_ -> setAside.keep(client.id(), converted.setAside()))
                .map(done -> new ConversionResponse(ClientResponse.masked(done),
                        converted.setAside().propertyNames().stream().toList(), converted.restored()));
    }
}

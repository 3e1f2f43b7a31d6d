package pl.kartoteka.client.structure;

import java.util.List;
import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.structure.Structure.Place;
import reactor.core.publisher.Mono;

/** What follows for a client from where it stands: its organisation, the terms that hold, who pays. */
@RestController
class StructureController {
    private final Structure structure;

    StructureController(Structure structure) {
        this.structure = structure;
    }

    @GetMapping("/api/v1/clients/{id}/structure")
    Mono<StructureTree> clientStructure(@PathVariable UUID id) {
        return upwards(id)
                .flatMap(upwards -> structure.downwards(upwards.getLast().id(), StructureTree.MOST + 1))
                .map(found -> StructureTree.of(id, found));
    }

    @GetMapping("/api/v1/clients/{id}/terms")
    Mono<EffectiveTerms> clientTerms(@PathVariable UUID id) {
        return upwards(id).map(EffectiveTerms::of);
    }

    @GetMapping("/api/v1/clients/{id}/payer")
    Mono<PayerAnswer> clientPayer(@PathVariable UUID id) {
        return upwards(id).map(PayerAnswer::of);
    }

    private Mono<List<Place>> upwards(UUID id) {
        return structure.upwards(id)
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)));
    }
}

package pl.kartoteka.client.representative;

import java.time.Clock;
import java.util.UUID;

import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.Page;
import reactor.core.publisher.Mono;

/** Who acts for a client. */
@RestController
@RequestMapping("/api/v1/clients/{id}/representatives")
class RepresentationController {
    private final Representatives representatives;
    private final KnownClients clients;
    private final Clock clock;

    RepresentationController(Representatives representatives, KnownClients clients, Clock clock) {
        this.representatives = representatives;
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<Representation>> clientRepresentatives(@PathVariable UUID id) {
        return clients.require(id)
                .then(representatives.of(id).collectList())
                .map(people -> new Page<>(people, null, null));
    }

    /** The same person twice is the same representative, in the position told last. */
    @Transactional
    @PutMapping("/{representativeId}")
    public Mono<Page<Representation>> putRepresentative(
            @PathVariable UUID id, @PathVariable UUID representativeId, @RequestBody PositionRequest request) {
        return clients.hold(id)
                .then(representatives.held(representativeId))
                .switchIfEmpty(Mono.error(() -> new RepresentativeNotFound(representativeId)))
                .then(representatives.put(id, representativeId, request.position().strip(), clock.instant()))
                .then(clientRepresentatives(id));
    }

    @DeleteMapping("/{representativeId}")
    Mono<ResponseEntity<Void>> takeRepresentative(@PathVariable UUID id, @PathVariable UUID representativeId) {
        return representatives.take(id, representativeId)
                .filter(taken -> taken)
                .switchIfEmpty(Mono.error(() -> new RepresentativeNotFound(representativeId)))
                .thenReturn(ResponseEntity.noContent().build());
    }
}

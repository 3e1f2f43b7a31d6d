package pl.kartoteka.consent.client;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What decisions know of a client. That there was one and is none any more stays, so that every decision says no. */
@Component
class KnownClientData implements HoldsPersonalData {
    private final KnownClients clients;
    private final List<FollowsMerge> followers;

    KnownClientData(KnownClients clients, List<FollowsMerge> followers) {
        this.clients = clients;
        this.followers = followers;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return clients.lock(clientId)
                .then(clients.mergedInto(clientId).singleOptional())
                .flatMap(survivor -> clients.erase(clientId)
                        .delayUntil(_ -> Mono.justOrEmpty(survivor).flatMap(into -> tell(clientId, into))))
                .map(first -> Erasure.of("address-hashes", first ? 1 : 0));
    }

    private Mono<Void> tell(UUID erased, UUID survivor) {
        return Flux.fromIterable(followers).concatMap(follower -> follower.erased(erased, survivor)).then();
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return clients.find(clientId)
                .map(standing -> PersonalFile.json("standing.json", "Status w rejestrze zgód",
                        Map.of("standing", standing)))
                .flux();
    }

    @Override
    public boolean erasesLast() {
        return true;
    }
}

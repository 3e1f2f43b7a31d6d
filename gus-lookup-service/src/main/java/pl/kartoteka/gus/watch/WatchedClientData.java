package pl.kartoteka.gus.watch;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** That a client's NIP is watched, and since when it is verified. */
@Component
class WatchedClientData implements HoldsPersonalData {
    private final WatchList watchList;

    WatchedClientData(WatchList watchList) {
        this.watchList = watchList;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return watchList.forget(clientId).map(forgotten -> Erasure.of("watched-companies", forgotten));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return watchList.of(clientId)
                .map(watched -> PersonalFile.json("watch.json", "Numer NIP sprawdzany okresowo w rejestrach", watched))
                .flux();
    }
}

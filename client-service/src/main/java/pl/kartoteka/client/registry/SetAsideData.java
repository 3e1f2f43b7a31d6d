package pl.kartoteka.client.registry;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a client of another kind would say is as personal as what the card says. */
@Component
class SetAsideData implements HoldsPersonalData {
    private final SetAside setAside;

    SetAsideData(SetAside setAside) {
        this.setAside = setAside;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return setAside.forget(clientId).map(count -> Erasure.of("set-aside", count));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return setAside.of(clientId)
                .filter(fields -> !fields.isEmpty())
                .map(fields -> PersonalFile.json("set-aside.json", "Dane odłożone przy zmianie typu klienta", fields))
                .flux();
    }
}

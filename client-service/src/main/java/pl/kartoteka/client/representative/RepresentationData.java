package pl.kartoteka.client.representative;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who acted for an erased client acts for it no more; people known for nothing else are forgotten with it. */
@Component
class RepresentationData implements HoldsPersonalData {
    private final RepresentativeBook book;
    private final Representatives representatives;

    RepresentationData(RepresentativeBook book, Representatives representatives) {
        this.book = book;
        this.representatives = representatives;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return book.closeFor(clientId).map(count -> Erasure.of("representatives", count));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return representatives.of(clientId)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("representatives.json", "Przedstawiciele", found))
                .flux();
    }
}

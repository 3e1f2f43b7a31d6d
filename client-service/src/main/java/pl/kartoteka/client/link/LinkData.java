package pl.kartoteka.client.link;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Links of a person, and those by which others lead to one; what the histories of others say of these goes, too. */
@Component
class LinkData implements HoldsPersonalData {
    private final Links links;
    private final RelatedChanges history;

    LinkData(Links links, RelatedChanges history) {
        this.links = links;
        this.history = history;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return links.removeAll(clientId)
                .collectList()
                .delayUntil(removed -> links.told(clientId).concatWith(Flux.fromIterable(removed)).distinct()
                        .collectList().flatMap(history::forget))
                .map(removed -> Erasure.of("links", removed.size()));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return links.all(clientId)
                .map(LinkResponse::ofOneEnd)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("links.json", "Powiązania", found))
                .flux();
    }
}

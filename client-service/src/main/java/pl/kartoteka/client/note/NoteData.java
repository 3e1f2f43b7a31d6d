package pl.kartoteka.client.note;

import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is written down about a person is the person's to read, and to have erased. */
@Component
class NoteData implements HoldsPersonalData {
    private final Notes notes;

    NoteData(Notes notes) {
        this.notes = notes;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return notes.removeAll(clientId).map(count -> Erasure.of("notes", count));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return notes.all(clientId)
                .map(NoteResponse::of)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("notes.json", "Notatki", found))
                .flux();
    }
}

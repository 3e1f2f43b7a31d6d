package pl.kartoteka.consent.privacy;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the cases themselves hold about a person: what was written in them, and archives not yet erased. */
@Component
class PrivacyData implements HoldsPersonalData {
    private final PrivacyCases cases;
    private final Askings askings;
    private final Trail trail;

    PrivacyData(PrivacyCases cases, Askings askings, Trail trail) {
        this.cases = cases;
        this.askings = askings;
        this.trail = trail;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return cases.lockOf(clientId).then(trail.forgetNotes(clientId)).flatMap(notes -> cases.of(clientId)
                .concatMap(found -> askings.eraseArchive(found.id()))
                .collectList()
                .map(archives -> Erasure.of("privacy-request-notes", notes)
                        .and(Erasure.of("archives", archives.stream().filter(erased -> erased).count()))
                        .keeping("privacy-requests", archives.size(), "ACCOUNTABILITY", null)));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return cases.of(clientId)
                .concatMap(found -> trail.of(found.id()).collectList().map(events -> new Told(
                        found.kind(), found.state().status(), found.receivedAt().toString(), events)))
                .collectList()
                .filter(told -> !told.isEmpty())
                .map(told -> PersonalFile.json("privacy-requests.json", "Wnioski dotyczące danych", told))
                .flux();
    }

    record Told(PrivacyKind kind, CaseStatus status, String receivedAt, List<TrailEntry> trail) {}
}

package pl.kartoteka.client.note;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import reactor.core.publisher.Mono;

/** Writing notes, changing and removing them. */
@Component
class Notebook {
    private final Notes notes;
    private final KnownClients clients;
    private final Ids ids;
    private final Clock clock;

    Notebook(Notes notes, KnownClients clients, Ids ids, Clock clock) {
        this.notes = notes;
        this.clients = clients;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<Note> write(UUID client, NoteRequest request, String by) {
        Instant now = clock.instant();
        var note = new Note(ids.next(), client, request.text(), request.pinned(), by, now, by, now, 1L);
        return clients.hold(client).then(notes.add(note)).thenReturn(note);
    }

    Mono<Note> find(UUID client, UUID id) {
        return notes.find(client, id).switchIfEmpty(Mono.error(() -> new NoteNotFound(id)));
    }

    @Transactional
    Mono<Note> change(UUID client, UUID id, long seen, Function<Note, NoteRequest> change, String by) {
        return find(client, id).flatMap(note -> {
            IfMatch.check(seen, note.version());
            NoteRequest request = change.apply(note);
            if (note.text().equals(request.text()) && note.pinned().equals(request.pinned())) {
                return Mono.just(note);
            }
            Note changed = note.changed(request, by, clock.instant());
            return notes.change(changed).flatMap(done -> done ? Mono.just(changed) : Mono.error(new StaleVersion()));
        });
    }

    @Transactional
    Mono<Void> remove(UUID client, UUID id, long seen) {
        return find(client, id)
                .doOnNext(note -> IfMatch.check(seen, note.version()))
                .flatMap(note -> notes.remove(id, seen))
                .flatMap(done -> done ? Mono.empty() : Mono.error(new StaleVersion()));
    }
}

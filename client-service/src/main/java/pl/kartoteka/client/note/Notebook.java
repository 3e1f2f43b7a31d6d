package pl.kartoteka.client.note;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.client.history.RelatedChanges.Related;
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
    private final RelatedChanges history;
    private final Ids ids;
    private final Clock clock;

    Notebook(Notes notes, KnownClients clients, RelatedChanges history, Ids ids, Clock clock) {
        this.notes = notes;
        this.clients = clients;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<Note> write(UUID client, NoteRequest request, ChangeOrigin origin) {
        Instant now = clock.instant();
        String by = origin.subject();
        var note = new Note(ids.next(), client, request.text(), request.pinned(), by, now, by, now, 1L);
        return clients.hold(client)
                .then(notes.add(note))
                .then(history.note(client, related(note), null, NoteRequest.of(note), origin))
                .thenReturn(note);
    }

    Mono<Note> find(UUID client, UUID id) {
        return notes.find(client, id).switchIfEmpty(Mono.error(() -> new NoteNotFound(id)));
    }

    @Transactional
    Mono<Note> change(UUID client, UUID id, long seen, Function<Note, NoteRequest> change,
            ChangeOrigin origin) {
        return find(client, id).flatMap(note -> {
            IfMatch.check(seen, note.version());
            NoteRequest request = change.apply(note);
            if (note.text().equals(request.text()) && note.pinned().equals(request.pinned())) {
                return Mono.just(note);
            }
            Note changed = note.changed(request, origin.subject(), clock.instant());
            return notes.change(changed)
                    .flatMap(done -> done
                            ? history.note(client, related(note), NoteRequest.of(note), request, origin)
                            : Mono.error(new StaleVersion()))
                    .thenReturn(changed);
        });
    }

    @Transactional
    Mono<Void> remove(UUID client, UUID id, long seen, ChangeOrigin origin) {
        return find(client, id)
                .doOnNext(note -> IfMatch.check(seen, note.version()))
                .flatMap(note -> notes.remove(id, seen)
                        .flatMap(done -> done
                                ? history.note(client, related(note), NoteRequest.of(note), null, origin)
                                : Mono.error(new StaleVersion())));
    }

    private static Related related(Note note) {
        return Related.oneOf("notes", note.id());
    }
}

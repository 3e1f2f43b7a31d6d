package pl.kartoteka.client.note;

import java.time.Instant;
import java.util.UUID;

record NoteResponse(
        UUID id,
        String text,
        boolean pinned,
        String author,
        Instant createdAt,
        String changedBy,
        Instant updatedAt,
        long version) {

    static NoteResponse of(Note note) {
        return new NoteResponse(note.id(), note.text(), note.pinned(), note.author(), note.createdAt(),
                note.changedBy(), note.updatedAt(), note.version());
    }
}

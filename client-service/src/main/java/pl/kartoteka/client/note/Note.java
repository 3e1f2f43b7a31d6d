package pl.kartoteka.client.note;

import java.time.Instant;
import java.util.UUID;

/** @param author the subject that wrote it; who changed it last is {@code changedBy} */
record Note(
        UUID id,
        UUID clientId,
        String text,
        Boolean pinned,
        String author,
        Instant createdAt,
        String changedBy,
        Instant updatedAt,
        Long version) {

    Note changed(NoteRequest request, String by, Instant at) {
        return new Note(id, clientId, request.text(), request.pinned(), author, createdAt, by, at, version + 1);
    }

    /** Says nothing of what is written, so that it never reaches a log by accident. */
    @Override
    public String toString() {
        return "note " + id;
    }
}

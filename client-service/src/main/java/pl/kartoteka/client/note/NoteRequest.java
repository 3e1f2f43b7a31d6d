package pl.kartoteka.client.note;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record NoteRequest(
        @NotBlank @Size(max = 10_000) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*", message = "{text.control-characters}") String text,
        Boolean pinned) {

    NoteRequest {
        text = text == null ? text : text.strip();
        pinned = pinned != null && pinned;
    }

    static NoteRequest of(Note note) {
        return new NoteRequest(note.text(), note.pinned());
    }
}

package pl.kartoteka.client.note;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class NoteNotFound extends DomainProblem {
    NoteNotFound(UUID id) {
        super(Kind.NOT_FOUND, "note-not-found");
        arg("id", id);
    }
}

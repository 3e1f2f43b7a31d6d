package pl.kartoteka.client.dictionary;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class DictionaryEntryNotFound extends DomainProblem {
    DictionaryEntryNotFound(UUID id) {
        super(Kind.NOT_FOUND, "dictionary-entry-not-found");
        arg("id", id);
    }
}

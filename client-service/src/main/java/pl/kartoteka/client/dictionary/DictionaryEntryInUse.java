package pl.kartoteka.client.dictionary;

import pl.kartoteka.problem.DomainProblem;

class DictionaryEntryInUse extends DomainProblem {
    DictionaryEntryInUse(DictionaryEntry entry, long clients) {
        super(Kind.CONFLICT, "dictionary-entry-in-use");
        arg("code", entry.code());
        arg("clients", clients);
        with("clients", clients);
    }
}

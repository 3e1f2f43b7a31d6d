package pl.kartoteka.client.dictionary;

import pl.kartoteka.client.dictionary.Dictionaries.Uses;
import pl.kartoteka.problem.DomainProblem;

class DictionaryEntryInUse extends DomainProblem {
    DictionaryEntryInUse(DictionaryEntry entry, Uses uses) {
        super(Kind.CONFLICT, "dictionary-entry-in-use");
        arg("code", entry.code());
        arg("clients", uses.clients());
        arg("merged", uses.merged());
        arg("templates", uses.templates());
        arg("merging", uses.merging());
        with("clients", uses.clients());
        with("merged", uses.merged());
        with("templates", uses.templates());
        with("merging", uses.merging());
    }
}

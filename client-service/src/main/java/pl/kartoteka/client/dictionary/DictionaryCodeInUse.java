package pl.kartoteka.client.dictionary;

import pl.kartoteka.problem.DomainProblem;

class DictionaryCodeInUse extends DomainProblem {
    DictionaryCodeInUse(String code) {
        super(Kind.CONFLICT, "dictionary-code-in-use");
        arg("code", code);
    }
}

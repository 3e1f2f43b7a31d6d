package pl.kartoteka.client.dictionary;

import pl.kartoteka.http.Caller;
import pl.kartoteka.problem.DomainProblem;

/**
 * Whoever fills in cards may add what is missing to a dictionary while doing so; what an entry is known by, for whom it is and whether
 * it is offered is for those who keep the dictionaries.
 */
class DictionariesNotWritable extends DomainProblem {
    private static final String DICTIONARIES_WRITE = "dictionaries:write";
    private static final String CLIENTS_WRITE = "clients:write";

    private DictionariesNotWritable() {
        super(Kind.FORBIDDEN, "scope-missing");
        arg("scope", DICTIONARIES_WRITE);
        with("scope", DICTIONARIES_WRITE);
    }

    static void unless(Caller caller, DictionaryEntryRequest added) {
        boolean plain = added.code() == null && added.kinds().isEmpty() && !added.retired();
        if (!caller.may(DICTIONARIES_WRITE) && !(plain && caller.may(CLIENTS_WRITE))) {
            throw new DictionariesNotWritable();
        }
    }
}

package pl.kartoteka.consent.page;

import pl.kartoteka.problem.DomainProblem;

/** Nothing is kept any more of the person a link was made for. */
public class NothingHeld extends DomainProblem {
    public NothingHeld() {
        super(Kind.GONE, "nothing-held");
    }
}

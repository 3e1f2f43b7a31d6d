package pl.kartoteka.consent.link;

import pl.kartoteka.problem.DomainProblem;

/** We did not make this link, or not for this. */
class LinkInvalid extends DomainProblem {
    LinkInvalid() {
        super(Kind.NOT_FOUND, "link-invalid");
    }
}

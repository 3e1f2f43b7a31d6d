package pl.kartoteka.consent.link;

import pl.kartoteka.problem.DomainProblem;

/** The link was ours, and its time is over. */
class LinkExpired extends DomainProblem {
    LinkExpired() {
        super(Kind.GONE, "link-expired");
    }
}

package pl.kartoteka.consent.privacy;

import pl.kartoteka.problem.DomainProblem;

/** The archive was erased when its time had come, or with the client. */
final class ArchiveGone extends DomainProblem {
    ArchiveGone() {
        super(Kind.GONE, "archive-erased");
    }
}

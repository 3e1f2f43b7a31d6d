package pl.kartoteka.consent.asking;

import pl.kartoteka.problem.DomainProblem;

/** The question was answered otherwise, or put anew, a moment or a year ago. */
class AlreadyAnswered extends DomainProblem {
    AlreadyAnswered() {
        super(Kind.CONFLICT, "consent-question-answered");
    }
}

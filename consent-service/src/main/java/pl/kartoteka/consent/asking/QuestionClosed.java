package pl.kartoteka.consent.asking;

import pl.kartoteka.problem.DomainProblem;

/** Nobody is asked for this any more. */
class QuestionClosed extends DomainProblem {
    QuestionClosed() {
        super(Kind.GONE, "consent-question-closed");
    }
}

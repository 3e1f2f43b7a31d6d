package pl.kartoteka.http;

import pl.kartoteka.problem.DomainProblem;

/** The request was handled, and its answer was erased with the person it was about. */
final class AnswerErased extends DomainProblem {
    AnswerErased() {
        super(Kind.CONFLICT, "answer-erased");
    }
}

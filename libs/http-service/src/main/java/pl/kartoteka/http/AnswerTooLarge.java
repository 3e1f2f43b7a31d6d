package pl.kartoteka.http;

import pl.kartoteka.problem.DomainProblem;

/** More than is kept to be given again; asked with a key, it is not given at all. */
final class AnswerTooLarge extends DomainProblem {
    AnswerTooLarge() {
        super(Kind.REJECTED, "answer-too-large");
    }
}

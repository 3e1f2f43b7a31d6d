package pl.kartoteka.consent.privacy;

import java.util.List;

import pl.kartoteka.problem.DomainProblem;

/** Not every service has answered yet, or nothing was asked. */
final class AnswersMissing extends DomainProblem {
    AnswersMissing(List<String> missing) {
        super(Kind.CONFLICT, "privacy-answers-missing");
        with("missing", missing);
    }
}

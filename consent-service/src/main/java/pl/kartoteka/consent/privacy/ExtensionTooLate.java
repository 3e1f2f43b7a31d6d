package pl.kartoteka.consent.privacy;

import java.time.LocalDate;

import pl.kartoteka.problem.DomainProblem;

/** The person must be told of an extension within the first month, and there is only one. */
final class ExtensionTooLate extends DomainProblem {
    ExtensionTooLate(LocalDate firstDeadline) {
        super(Kind.REJECTED, "extension-too-late");
        arg("deadline", firstDeadline);
        with("deadline", firstDeadline);
    }
}

package pl.kartoteka.consent.link;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

/** Links are being guessed. */
class TooManyGuesses extends DomainProblem {
    TooManyGuesses() {
        super(Kind.TOO_MANY, "too-many-guesses");
        retryAfter(Duration.ofSeconds(1));
    }
}

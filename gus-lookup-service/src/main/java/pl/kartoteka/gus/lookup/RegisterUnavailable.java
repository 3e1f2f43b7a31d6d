package pl.kartoteka.gus.lookup;

import java.time.Duration;

import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.problem.DomainProblem;

/** The register cannot be asked, and nothing it said before is kept. */
public class RegisterUnavailable extends DomainProblem {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration WHEN_MENDED = Duration.ofMinutes(5);

    private final Register register;
    private final RegisterFailure.Reason reason;

    public RegisterUnavailable(Register register, RegisterFailure failure) {
        this(register, failure.reason(), wait(failure));
    }

    private RegisterUnavailable(Register register, RegisterFailure.Reason reason, Duration wait) {
        super(Kind.UNAVAILABLE, "register-unavailable");
        this.register = register;
        this.reason = reason;
        arg("register", register.name());
        with("register", register.name());
        with("reason", reason.name());
        retryAfter(wait);
    }

    public Register register() {
        return register;
    }

    public RegisterFailure.Reason reason() {
        return reason;
    }

    /** Whole seconds, at least one. */
    private static Duration wait(RegisterFailure failure) {
        var said = failure.retryAfter();
        if (said != null) {
            return Duration.ofSeconds(Math.max(1, said.plusMillis(999).toSeconds()));
        }
        return switch (failure.reason()) {
            case REFUSED, NOT_CONFIGURED -> WHEN_MENDED;
            default -> SOON;
        };
    }
}

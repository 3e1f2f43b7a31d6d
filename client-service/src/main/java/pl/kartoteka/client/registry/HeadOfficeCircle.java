package pl.kartoteka.client.registry;

import java.util.Set;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.springframework.dao.DataIntegrityViolationException;
import pl.kartoteka.problem.DomainProblem;

class HeadOfficeCircle extends DomainProblem {
    private static final Set<String> CONSTRAINTS = Set.of("head_office_circle", "no_head_office_of_itself");

    HeadOfficeCircle() {
        super(Kind.CONFLICT, "head-office-circle");
    }

    /** What the database means by refusing, when it means this. */
    static RuntimeException orElse(DataIntegrityViolationException violation) {
        return violation.getCause() instanceof PostgresqlException cause
                && cause.getErrorDetails().getConstraintName().filter(CONSTRAINTS::contains).isPresent()
                        ? new HeadOfficeCircle()
                        : violation;
    }
}

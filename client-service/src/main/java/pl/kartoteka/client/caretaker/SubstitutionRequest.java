package pl.kartoteka.client.caretaker;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.ChecksItself;

/** @param to the last day; without it the substitution lasts until it is given one */
record SubstitutionRequest(
        @NotNull @Pattern(regexp = "[^\\p{Cntrl}\\s]{1,200}") String absent,
        @NotNull @Pattern(regexp = "[^\\p{Cntrl}\\s]{1,200}") String substitute,
        @NotNull LocalDate from,
        @Nullable LocalDate to,
        @Nullable @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String reason)
        implements
            ChecksItself {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    static SubstitutionRequest of(Substitution substitution) {
        return new SubstitutionRequest(substitution.absent(), substitution.substitute(), substitution.startsOn(),
                substitution.endsOn(), substitution.reason());
    }

    @Override
    public void check(Errors errors) {
        if (absent != null && absent.equals(substitute)) {
            errors.add("substitute", "substitution.self");
        }
        if (from != null && (from.isBefore(FIRST) || from.isAfter(LAST))) {
            errors.add("from", "date.out-of-range");
        }
        if (to != null && (from != null && to.isBefore(from) || to.isAfter(LAST))) {
            errors.add("to", "substitution.ends-before-start");
        }
    }
}

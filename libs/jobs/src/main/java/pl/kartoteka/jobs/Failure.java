package pl.kartoteka.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/**
 * Why a job failed, as it is kept: a refusal without words, so that each reader gets them in his language.
 *
 * @param arguments fill the words; a job must not put anything about a person there
 * @param errors what is wrong with the input, when that is why
 */
public record Failure(DomainProblem.Kind kind, String type, Map<String, String> arguments, List<FieldError> errors) {

    static Failure of(DomainProblem problem) {
        var arguments = new LinkedHashMap<String, String>();
        problem.arguments().forEach((name, value) -> arguments.put(name, value.toString()));
        return new Failure(problem.kind(), problem.type(), arguments,
                problem instanceof InvalidInput invalid ? invalid.errors() : List.of());
    }

    DomainProblem asProblem() {
        return errors.isEmpty() ? new Kept(this) : new InvalidInput(errors);
    }

    private static final class Kept extends DomainProblem {
        Kept(Failure failure) {
            super(failure.kind(), failure.type());
            failure.arguments().forEach(this::arg);
        }
    }
}

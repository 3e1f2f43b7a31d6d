package pl.kartoteka.gus.company;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.springframework.stereotype.Component;
import pl.kartoteka.gus.identifier.EuVatNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.lookup.Lookup;
import pl.kartoteka.gus.lookup.RegisterLookups;
import pl.kartoteka.gus.lookup.RegisterUnavailable;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks all registers about one company; those that do not answer are named, and keep nobody waiting. */
@Component
class CompanyLookup {
    private final RegisterLookups lookups;
    private final CompanyAssembly assembly;
    private final CompanyProperties properties;

    CompanyLookup(RegisterLookups lookups, CompanyAssembly assembly, CompanyProperties properties) {
        this.lookups = lookups;
        this.assembly = assembly;
        this.properties = properties;
    }

    /** {@link RegisterUnavailable} when no register at all can say anything. */
    Mono<CompanyResponse> find(Nip nip, boolean anew) {
        return Flux.fromArray(Register.values())
                .flatMapSequential(register -> part(register, nip, anew))
                .collectList()
                .map(parts -> combined(nip, parts));
    }

    private CompanyResponse combined(Nip nip, List<Part> parts) {
        var answered = new ArrayList<Lookup>();
        var unavailable = new ArrayList<RegisterUnavailable>();
        for (var part : parts) {
            switch (part) {
                case Answered(var lookup) -> answered.add(lookup);
                case Silent(var problem) -> unavailable.add(problem);
            }
        }
        if (answered.isEmpty()) {
            throw unavailable.getFirst();
        }
        return assembly.assemble(nip, answered, unavailable);
    }

    private Mono<Part> part(Register register, Nip nip, boolean anew) {
        var question = question(register, nip);
        return lookups.find(register, question, anew)
                .timeout(properties.patience())
                .onErrorResume(TimeoutException.class, e -> lookups.withoutRegister(register, question,
                        RegisterFailure.of(RegisterFailure.Reason.TIMED_OUT, "no answer in time", e)))
                .<Part>map(Answered::new)
                .onErrorResume(RegisterUnavailable.class, problem -> Mono.just(new Silent(problem)))
                .onErrorResume(InvalidInput.class, _ -> Mono.just(new Silent(refused(register))));
    }

    /** A number whose checksum holds and which the register still finds malformed says nothing about the company. */
    private static RegisterUnavailable refused(Register register) {
        return new RegisterUnavailable(register,
                RegisterFailure.of(RegisterFailure.Reason.INVALID_QUESTION, "the register refuses the number"));
    }

    private static Question question(Register register, Nip nip) {
        return register == Register.VIES
                ? new Question.ByVatNumber(EuVatNumber.of(nip))
                : new Question.ByNip(nip);
    }

    private sealed interface Part {}

    private record Answered(Lookup lookup) implements Part {}

    private record Silent(RegisterUnavailable problem) implements Part {}
}

package pl.kartoteka.gus.vies;

import java.time.Duration;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.gus.lookup.RegisterUnavailable;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;
import reactor.core.publisher.Mono;

@RestController
class MemberStatesController {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Mono<MemberStates> states;

    MemberStatesController(ViesRegister register) {
        this.states = Mono.defer(register::memberStates)
                .cache(_ -> LIFE, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    @GetMapping("/api/v1/lookups/vies/member-states")
    Mono<MemberStates> memberStates() {
        return states.onErrorMap(RegisterFailure.class, failure -> new RegisterUnavailable(Register.VIES, failure));
    }
}

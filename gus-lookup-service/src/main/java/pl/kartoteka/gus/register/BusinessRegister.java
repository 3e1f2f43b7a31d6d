package pl.kartoteka.gus.register;

import java.util.List;

import reactor.core.publisher.Mono;

/** A register outside: a good answer with proof, or a {@link RegisterFailure}. Never empty. */
public interface BusinessRegister {

    Register register();

    Environment environment();

    Mono<Reply> ask(Question question);

    /** How many questions by the same kind of number one request may hold. */
    default int mostTogether() {
        return 1;
    }

    /** Several questions by the same kind of number in one request; fails as a whole when the request does. */
    default Mono<List<Told>> askTogether(List<Question> questions) {
        var only = questions.getFirst();
        return ask(only).map(reply -> List.of(new Told.Answered(only, reply)));
    }

    Mono<RegisterState> state();
}

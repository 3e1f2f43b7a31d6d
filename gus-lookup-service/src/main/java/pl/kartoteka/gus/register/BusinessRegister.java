package pl.kartoteka.gus.register;

import reactor.core.publisher.Mono;

/** A register outside: a good answer with proof, or a {@link RegisterFailure}. Never empty. */
public interface BusinessRegister {

    Register register();

    Environment environment();

    Mono<Reply> ask(Question question);

    RegisterState state();
}

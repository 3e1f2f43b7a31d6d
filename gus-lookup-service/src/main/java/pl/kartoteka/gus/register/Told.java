package pl.kartoteka.gus.register;

/** What one of several questions asked together came to. */
public sealed interface Told {
    Question question();

    record Answered(Question question, Reply reply) implements Told {}

    record Failed(Question question, RegisterFailure failure) implements Told {}
}

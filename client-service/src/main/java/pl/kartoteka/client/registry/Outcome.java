package pl.kartoteka.client.registry;

/** What became of one registration. */
public sealed interface Outcome {
    record Registered(Client client) implements Outcome {}

    record Refused(RuntimeException problem) implements Outcome {}
}

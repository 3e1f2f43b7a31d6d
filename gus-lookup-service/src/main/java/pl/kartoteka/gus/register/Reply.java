package pl.kartoteka.gus.register;

import org.jspecify.annotations.Nullable;

/**
 * A good answer of a register: FOUND or NOT_FOUND, never UNKNOWN, which is a {@link RegisterFailure}.
 *
 * @param nip of the entity the answer is about, where the register says it
 * @param raw the answer as it came, for the archive
 */
public record Reply(Outcome outcome, @Nullable String nip, @Nullable Object data, Proof proof, String raw) {
    public Reply {
        if (outcome == Outcome.UNKNOWN) {
            throw new IllegalArgumentException("outcome: UNKNOWN (expected: FOUND or NOT_FOUND)");
        }
    }

    public static Reply found(@Nullable String nip, Object data, Proof proof, String raw) {
        return new Reply(Outcome.FOUND, nip, data, proof, raw);
    }

    public static Reply notFound(Proof proof, String raw) {
        return new Reply(Outcome.NOT_FOUND, null, null, proof, raw);
    }
}

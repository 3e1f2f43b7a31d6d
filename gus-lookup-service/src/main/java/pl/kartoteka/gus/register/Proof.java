package pl.kartoteka.gus.register;

import org.jspecify.annotations.Nullable;

/** What the register itself gave as evidence: its id of the answer and its own time, as it wrote them. */
public record Proof(@Nullable String id, @Nullable String time) {
    public static final Proof NONE = new Proof(null, null);
}

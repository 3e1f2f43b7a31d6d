package pl.kartoteka.messaging.gate;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the gate says to one message. */
public sealed interface Verdict {

    record Cleared(ClearedMessage message) implements Verdict {}

    /** @param decisionId null when the purpose itself is unknown */
    record Denied(UUID messageId, String reason, @Nullable UUID decisionId, Instant at) implements Verdict {}

    /** It may go, and cannot: with its links there is something missing, or it is too long. */
    record Unfit(UUID messageId, String reason, UUID decisionId, Instant at) implements Verdict {}

    /** No answer is no clearance. */
    record NoAnswer(UUID messageId) implements Verdict {}
}

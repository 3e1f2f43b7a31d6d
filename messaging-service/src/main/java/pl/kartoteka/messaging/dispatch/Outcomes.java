package pl.kartoteka.messaging.dispatch;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.channel.HandOver;
import pl.kartoteka.messaging.gate.Verdict;
import pl.kartoteka.messaging.gate.Verdict.Denied;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.MessageStatus;
import pl.kartoteka.messaging.message.Settlement;

import static pl.kartoteka.messaging.message.MessageStatus.BLOCKED;
import static pl.kartoteka.messaging.message.MessageStatus.BOUNCED;
import static pl.kartoteka.messaging.message.MessageStatus.FAILED;
import static pl.kartoteka.messaging.message.MessageStatus.HELD;
import static pl.kartoteka.messaging.message.MessageStatus.QUEUED;
import static pl.kartoteka.messaging.message.MessageStatus.SENDING;
import static pl.kartoteka.messaging.message.MessageStatus.SENT;

/** What becomes of a message after what the gate or the provider has said. A message SENDING may be with its provider already. */
@Component
class Outcomes {
    static final String UNKNOWN = "OUTCOME_UNKNOWN";

    private final DispatchProperties properties;
    private final Clock clock;
    private final Preparation preparation;

    Outcomes(DispatchProperties properties, Clock clock, Preparation preparation) {
        this.properties = properties;
        this.clock = clock;
        this.preparation = preparation;
    }

    Settlement denied(Message message, Denied denied) {
        if (message.status() == SENDING) {
            return settle(message, FAILED, UNKNOWN).on(denied.decisionId(), denied.at());
        }
        return "UNKNOWN_CLIENT".equals(denied.reason())
                ? preparation.unknown(message).settlement().on(denied.decisionId(), denied.at())
                : settle(message, BLOCKED, denied.reason()).on(denied.decisionId(), denied.at());
    }

    Settlement noAnswer(Message message) {
        MessageStatus waits = message.status() == SENDING ? SENDING : HELD;
        return Settlement.of(message, waits, "NO_DECISION", clock.instant().plus(properties.heldPause()));
    }

    /** The message may not go just now; it is free to be taken up again. */
    Settlement notNow(Message message) {
        return settle(message, message.status(), message.reason());
    }

    /** The decision has become too old to act on before the provider heard of the message: it asks again. */
    Settlement tooLate(Message sending, boolean repetition) {
        return settle(sending, repetition ? SENDING : QUEUED, null);
    }

    /** It may go, but has not all it needs to. */
    Settlement unfit(Message message, Verdict.Unfit unfit) {
        return message.status() == SENDING
                ? unresolvable(message)
                : settle(message, FAILED, unfit.reason()).on(unfit.decisionId(), unfit.at());
    }

    /** The words or the address are no longer there for a message that may be with its provider. */
    Settlement unresolvable(Message message) {
        return settle(message, FAILED, UNKNOWN);
    }

    Settlement of(Message sending, HandOver handOver, boolean repeatable) {
        return switch (handOver) {
            case HandOver.Accepted(var providerId) -> settle(sending, SENT, null).by(providerId);
            case HandOver.Refused(var reason) -> settle(sending, FAILED, reason);
            case HandOver.Bounced(var reason) -> settle(sending, BOUNCED, reason);
            case HandOver.Later(var reason) -> isHopeless(sending)
                    ? settle(sending, FAILED, reason)
                    : Settlement.of(sending, QUEUED, reason,
                            clock.instant().plus(properties.pause(sending.attempts())));
            case HandOver.Unknown(var reason) -> inDoubt(sending, reason, repeatable);
        };
    }

    /** For a message that was in doubt before this attempt, "not now" does not end the doubt. */
    Settlement ofRepetition(Message sending, HandOver handOver) {
        return switch (handOver) {
            case HandOver.Later(var reason) -> inDoubt(sending, reason, true);
            default -> of(sending, handOver, true);
        };
    }

    Settlement inDoubt(Message sending, String reason, boolean repeatable) {
        return repeatable && !isHopeless(sending)
                ? Settlement.of(sending, SENDING, reason, clock.instant().plus(properties.pause(sending.attempts())))
                : settle(sending, FAILED, UNKNOWN);
    }

    private boolean isHopeless(Message message) {
        return message.tried(clock.instant()).compareTo(properties.giveUpAfter()) > 0;
    }

    private Settlement settle(Message message, MessageStatus status, @Nullable String reason) {
        Instant now = clock.instant();
        return Settlement.of(message, status, reason, now);
    }
}

package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One consent: client × purpose. Every state knows the moves that lead out of it; all others are refused.
 *
 * <p>A question is answered once: GRANTED or REFUSED is replaced by another answer only when the person was asked again
 * later, or the caller names the version he replaces. A later answer is never overridden by an older one.
 */
sealed interface Consent {
    ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    UUID clientId();

    String purpose();

    long version();

    ConsentStatus status();

    default @Nullable Instant askedAt() {
        return null;
    }

    default @Nullable Instant answeredAt() {
        return null;
    }

    default @Nullable Instant validUntil() {
        return null;
    }

    /** When the last answer to this purpose ended, if one did: only a newer one can grant again. */
    default @Nullable Instant closedAt() {
        return null;
    }

    /** The consent after the answer, or a {@link ConsentTransition} when there is no such move. */
    Consent answer(Answer answer, @Nullable Integer validityDays);

    static Consent notAsked(UUID clientId, String purpose) {
        return new NotAsked(clientId, purpose, 0);
    }

    /** The state of that consent as the next version of this one. */
    default Consent become(Consent other, @Nullable Instant closedAt) {
        UUID client = clientId();
        long next = version() + 1;
        return switch (other) {
            case NotAsked _ -> new NotAsked(client, purpose(), next);
            case Pending it -> new Pending(client, purpose(), it.askedAt(), closedAt, next);
            case Granted it -> new Granted(client, purpose(), it.askedAt(), it.answeredAt(), it.validUntil(), next);
            case Refused it -> new Refused(client, purpose(), it.askedAt(), it.answeredAt(),
                    closedAt == null ? it.closedAt() : closedAt, next);
            case Withdrawn it -> new Withdrawn(client, purpose(), it.askedAt(), it.answeredAt(),
                    closedAt == null ? it.closedAt() : closedAt, next);
            case Expired it -> new Expired(client, purpose(), it.askedAt(), it.answeredAt(), it.validUntil(), next);
        };
    }

    /** @param version 0 unless a merge that brought an answer was undone */
    record NotAsked(UUID clientId, String purpose, long version) implements Consent {
        @Override
        public ConsentStatus status() {
            return ConsentStatus.NOT_ASKED;
        }

        @Override
        public Consent answer(Answer answer, @Nullable Integer validityDays) {
            return switch (answer.to()) {
                case PENDING -> asked(this, answer);
                case GRANTED -> granted(this, answer, validityDays);
                case REFUSED -> refused(this, answer);
                case NOT_ASKED, WITHDRAWN, EXPIRED -> throw new ConsentTransition(this, answer.to());
            };
        }
    }

    /** @param closedAt when an earlier answer to this purpose ended; an answer older than that is no answer to this question */
    record Pending(UUID clientId, String purpose, Instant askedAt, @Nullable Instant closedAt, long version)
            implements
                Consent {
        @Override
        public ConsentStatus status() {
            return ConsentStatus.PENDING;
        }

        @Override
        public Consent answer(Answer answer, @Nullable Integer validityDays) {
            return switch (answer.to()) {
                case PENDING -> asked(this, only(answer.isToANewQuestionAfter(askedAt), this, answer));
                case GRANTED -> granted(this, only(closedAt == null || answer.isNewerThan(closedAt), this, answer),
                        validityDays);
                case REFUSED -> refused(this, answer);
                case NOT_ASKED, WITHDRAWN, EXPIRED -> throw new ConsentTransition(this, answer.to());
            };
        }
    }

    record Granted(
            UUID clientId,
            String purpose,
            Instant askedAt,
            Instant answeredAt,
            @Nullable Instant validUntil,
            long version)
            implements
                Consent {
        @Override
        public ConsentStatus status() {
            return ConsentStatus.GRANTED;
        }

        @Override
        public Consent answer(Answer answer, @Nullable Integer validityDays) {
            return switch (answer.to()) {
                case GRANTED -> granted(this,
                        only(answer.isToANewQuestionAfter(answeredAt) && answer.isNewerThan(answeredAt), this, answer),
                        validityDays);
                case WITHDRAWN -> withdrawn(this, askedAt, answeredAt, answer);
                case NOT_ASKED, PENDING, REFUSED, EXPIRED -> throw new ConsentTransition(this, answer.to());
            };
        }

        /** Whether it still permits anything at that instant. */
        public boolean holdsAt(Instant instant) {
            return validUntil == null || instant.isBefore(validUntil);
        }

        public Expired expire() {
            if (validUntil == null) {
                throw new IllegalStateException("a consent without an end (expected: validUntil)");
            }
            return new Expired(clientId, purpose, askedAt, answeredAt, validUntil, version + 1);
        }
    }

    /** @param closedAt the refusal, or what ended an earlier answer where the refusal is dated before it */
    record Refused(
            UUID clientId, String purpose, Instant askedAt, Instant answeredAt, Instant closedAt, long version)
            implements
                Consent {
        @Override
        public ConsentStatus status() {
            return ConsentStatus.REFUSED;
        }

        @Override
        public Consent answer(Answer answer, @Nullable Integer validityDays) {
            return switch (answer.to()) {
                case PENDING -> asked(this, answer);
                case GRANTED -> granted(this,
                        only(answer.isToANewQuestionAfter(answeredAt) && answer.isNewerThan(closedAt), this, answer),
                        validityDays);
                case NOT_ASKED, REFUSED, WITHDRAWN, EXPIRED -> throw new ConsentTransition(this, answer.to());
            };
        }
    }

    /** @param closedAt the withdrawal, or the grant where the withdrawal is dated before it */
    record Withdrawn(
            UUID clientId, String purpose, Instant askedAt, Instant answeredAt, Instant closedAt, long version)
            implements
                Consent {
        @Override
        public ConsentStatus status() {
            return ConsentStatus.WITHDRAWN;
        }

        @Override
        public Consent answer(Answer answer, @Nullable Integer validityDays) {
            return switch (answer.to()) {
                case PENDING -> asked(this, answer);
                case GRANTED -> granted(this, only(answer.isNewerThan(closedAt), this, answer), validityDays);
                case NOT_ASKED, REFUSED, WITHDRAWN, EXPIRED -> throw new ConsentTransition(this, answer.to());
            };
        }
    }

    record Expired(
            UUID clientId, String purpose, Instant askedAt, Instant answeredAt, Instant validUntil, long version)
            implements
                Consent {
        @Override
        public ConsentStatus status() {
            return ConsentStatus.EXPIRED;
        }

        @Override
        public Instant closedAt() {
            return answeredAt;
        }

        @Override
        public Consent answer(Answer answer, @Nullable Integer validityDays) {
            return switch (answer.to()) {
                case PENDING -> asked(this, answer);
                case GRANTED -> granted(this, only(answer.isNewerThan(answeredAt), this, answer), validityDays);
                case REFUSED -> refused(this, only(answer.isNewerThan(answeredAt), this, answer));
                case WITHDRAWN -> withdrawn(this, askedAt, answeredAt, answer);
                case NOT_ASKED, EXPIRED -> throw new ConsentTransition(this, answer.to());
            };
        }
    }

    /**
     * The move that says no from wherever the consent stands: whoever wants to be left alone need not know what was agreed
     * before. Empty when a no stands already.
     */
    static Optional<ConsentStatus> no(ConsentStatus from) {
        return switch (from) {
            case NOT_ASKED, PENDING -> Optional.of(ConsentStatus.REFUSED);
            case GRANTED, EXPIRED -> Optional.of(ConsentStatus.WITHDRAWN);
            case REFUSED, WITHDRAWN -> Optional.empty();
        };
    }

    private static Answer only(boolean permitted, Consent from, Answer answer) {
        if (!permitted) {
            throw new ConsentTransition(from, answer.to());
        }
        return answer;
    }

    private static Pending asked(Consent before, Answer answer) {
        Instant asked = answer.askedAt() == null ? answer.now() : answer.askedAt();
        return new Pending(before.clientId(), before.purpose(), asked, before.closedAt(), before.version() + 1);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Granted granted(Consent before, Answer answer, @Nullable Integer validityDays) {
        Instant answered = answer.answered();
        Instant until = validityDays == null
                ? null
                : answered.atZone(WARSAW).plusDays(validityDays).toInstant();
        return new Granted(
                before.clientId(), before.purpose(), question(before, answer), answered, until, before.version() + 1);
    }

    private static Withdrawn withdrawn(Consent before, Instant asked, Instant granted, Answer answer) {
        return new Withdrawn(
                before.clientId(),
                before.purpose(),
                asked,
                answer.answered(),
                latest(answer.answered(), granted),
                before.version() + 1);
    }

    private static Refused refused(Consent before, Answer answer) {
        Instant answered = answer.answered();
        Instant closed = before.closedAt();
        return new Refused(
                before.clientId(),
                before.purpose(),
                question(before, answer),
                answered,
                closed == null ? answered : latest(answered, closed),
                before.version() + 1);
    }

    /** Only a question that is still open can be the one answered. */
    private static Instant question(Consent before, Answer answer) {
        return answer.asked(before instanceof Pending pending ? pending.askedAt() : null);
    }
}

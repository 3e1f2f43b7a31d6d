package pl.kartoteka.consent.consent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.ledger.Detail;
import pl.kartoteka.consent.ledger.Fact;
import pl.kartoteka.consent.ledger.Fact.Origin;
import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeText;

/** One move of a consent, with the fact to be remembered of it. */
record Change(Consent after, Fact fact, Purpose purpose) {

    static Change answered(
            Consent before, Consent after, Purpose purpose, RecordAnswer command, @Nullable PurposeText text,
            Instant now) {
        EvidenceGiven evidence = command.evidence();
        return new Change(
                after,
                fact(before, after, Origin.ANSWER, now, evidence, text,
                        new Detail(
                                command.recordedBy(), evidence.note(), evidence.source(), evidence.reference(),
                                evidence.attachmentId() == null ? null : evidence.attachmentId().toString(),
                                evidence.attachmentHash())),
                purpose);
    }

    static Change expired(Consent before, Consent after, Purpose purpose, Instant now) {
        return new Change(
                after, fact(before, after, Origin.EXPIRY, now, EvidenceGiven.NONE, null, Detail.NONE), purpose);
    }

    /** What a merge of clients, or its undoing, makes of the consent. */
    static Change followed(Origin origin, Consent before, Consent after, @Nullable Proof proof, Purpose purpose,
            Instant now) {
        EvidenceGiven evidence = proof == null ? EvidenceGiven.NONE : proof.evidence();
        return new Change(
                after,
                new Fact(
                        after.clientId(), origin, after.purpose(), before.status().name(), after.status().name(),
                        after.version(), after.askedAt(), after.answeredAt(), after.validUntil(), after.closedAt(), now,
                        evidence.method() == null ? null : evidence.method().name(),
                        evidence.textVersion(),
                        evidence.textLanguage(),
                        proof == null ? null : proof.textHash(),
                        proof == null ? null : proof.mergedFrom(),
                        Detail.NONE),
                purpose);
    }

    private static Fact fact(
            Consent before,
            Consent after,
            Origin origin,
            Instant now,
            EvidenceGiven evidence,
            @Nullable PurposeText text,
            Detail detail) {
        return new Fact(
                after.clientId(),
                origin,
                after.purpose(),
                before.status().name(),
                after.status().name(),
                after.version(),
                after.askedAt(),
                after.answeredAt(),
                after.validUntil(),
                after.closedAt(),
                now,
                evidence.method() == null ? null : evidence.method().name(),
                evidence.textVersion(),
                text == null ? evidence.textLanguage() : text.language(),
                text == null ? null : Sha256.of(text.text()),
                null,
                detail);
    }
}

package pl.kartoteka.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What happened to a processing purpose. Key: purpose code; sequence: version of the purpose. */
public sealed interface PurposeEvent extends Event {
    String TOPIC = "kartoteka.purposes.v1";

    PurposeState purpose();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return purpose().code();
    }

    @Override
    default long sequence() {
        return purpose().version();
    }

    /** The purpose is new or was changed. */
    @EventType("kartoteka.purpose.defined.v1")
    record PurposeDefined(PurposeState purpose) implements PurposeEvent {}

    /** No new consents are asked for; the ones given keep their meaning. */
    @EventType("kartoteka.purpose.retired.v1")
    record PurposeRetired(PurposeState purpose) implements PurposeEvent {}

    /**
     * @param legalBasis GDPR article 6(1): CONSENT, CONTRACT, LEGAL_OBLIGATION, VITAL_INTEREST, PUBLIC_TASK or
     *     LEGITIMATE_INTEREST
     * @param validityDays how long a granted consent holds; null for ever
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PurposeState(
            String code,
            String name,
            String legalBasis,
            List<String> channels,
            @Nullable Integer validityDays,
            boolean active,
            long version) {}
}

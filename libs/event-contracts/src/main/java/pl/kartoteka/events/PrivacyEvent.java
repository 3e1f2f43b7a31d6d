package pl.kartoteka.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of every service about one person's data, and what each answers. Key: client id; sequence: the round of
 * asking, which rises when an answer is missing or when erasures are applied once more.
 */
public sealed interface PrivacyEvent extends Event {
    String TOPIC = "kartoteka.privacy.v1";

    UUID clientId();

    /** The privacy request it is about. */
    UUID requestId();

    int round();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return clientId().toString();
    }

    @Override
    default long sequence() {
        return round();
    }

    /** Everything personal about the client is to be erased; asked again it must do no harm. */
    @EventType("kartoteka.erasure.requested.v1")
    record ErasureRequested(UUID clientId, UUID requestId, int round, Instant requestedAt) implements PrivacyEvent {}

    /**
     * One service has erased what it may.
     *
     * @param kept what the law lets or makes it keep
     */
    @EventType("kartoteka.erasure.receipt.v1")
    record ErasureReceipt(
            UUID clientId,
            UUID requestId,
            int round,
            String service,
            Instant erasedAt,
            List<ErasedData> erased,
            List<KeptData> kept)
            implements
                PrivacyEvent {}

    /**
     * Everything known about the client is to be handed out.
     *
     * @param sealingKey the X25519 public key (X.509, Base64) the answers are sealed with
     */
    @EventType("kartoteka.export.requested.v1")
    record ExportRequested(UUID clientId, UUID requestId, int round, String sealingKey, Instant requestedAt)
            implements
                PrivacyEvent {}

    /**
     * A piece of what one service knows; only who asked can open it.
     *
     * @param number from 0, rising by one
     * @param last whether the service has told everything; this one has no content
     * @param sealed the sealed piece, Base64
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @EventType("kartoteka.export.part.v1")
    record ExportPart(
            UUID clientId,
            UUID requestId,
            int round,
            String service,
            int number,
            boolean last,
            @Nullable String sealed)
            implements
                PrivacyEvent {}

    /** @param what a kind of data, e.g. {@code messages} */
    record ErasedData(String what, long count) {}

    /**
     * @param what a kind of data, e.g. {@code sales-documents}
     * @param reason why it is kept, as a code, e.g. {@code TAX_LAW}
     * @param until the day it is erased; null where it has no day, or keeps nothing personal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeptData(String what, long count, String reason, @Nullable LocalDate until) {}
}

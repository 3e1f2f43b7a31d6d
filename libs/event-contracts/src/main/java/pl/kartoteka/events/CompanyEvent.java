package pl.kartoteka.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a public register said about a company. Key: NIP; sequence rises per NIP. */
public sealed interface CompanyEvent extends Event {
    String TOPIC = "kartoteka.companies.v1";

    String nip();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return nip();
    }

    /**
     * A register gave a fresh answer.
     *
     * @param register GUS, CEIDG, WHITE_LIST or VIES
     * @param outcome FOUND or NOT_FOUND
     * @param proof the register's own id of the answer, where it gives one
     * @param environment SANDBOX, TEST or PRODUCTION: what a simulator said is nobody's word; null in older events
     * @param data the facts of the answer by field name; empty when NOT_FOUND
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @EventType("kartoteka.company.verified.v1")
    record CompanyVerified(
            String nip,
            String register,
            String outcome,
            Instant checkedAt,
            @Nullable String proof,
            @Nullable String environment,
            Map<String, Object> data,
            long sequence)
            implements
                CompanyEvent {}

    /** The answer differs from the register's last one. */
    @EventType("kartoteka.company.changed.v1")
    record CompanyChanged(String nip, String register, Instant checkedAt, List<Change> changes, long sequence)
            implements
                CompanyEvent {}

    /** One fact that differs: null where the register did not say. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(String field, @Nullable Object before, @Nullable Object after) {}
}

package pl.kartoteka.consent.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A line of a report. */
sealed interface ReportRow {
    ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    /** In the order of the columns of {@link Report}. */
    List<@Nullable Object> cells();

    record Expiring(UUID clientId, String purpose, Instant answeredAt, Instant validUntil) implements ReportRow {
        @Override
        public List<@Nullable Object> cells() {
            return Arrays.asList(
                    clientId.toString(), purpose, LocalDate.ofInstant(answeredAt, WARSAW),
                    LocalDate.ofInstant(validUntil, WARSAW));
        }
    }

    /** @param period the first day of it */
    record Answers(
            LocalDate period, String purpose, long asked, long granted, long refused, long withdrawn, long expired)
            implements
                ReportRow {
        @Override
        public List<@Nullable Object> cells() {
            return Arrays.asList(period, purpose, asked, granted, refused, withdrawn, expired);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refusals(String purpose, @Nullable String channel, String reason, long count) implements ReportRow {
        @Override
        public List<@Nullable Object> cells() {
            return Arrays.asList(purpose, channel, reason, count);
        }
    }

    /** What article 30 wants to know of one purpose; null where nobody has written it down yet. */
    record Activity(
            String purpose,
            String name,
            String legalBasis,
            @Nullable String persons,
            @Nullable String data,
            @Nullable String recipients,
            @Nullable String transfers,
            @Nullable String retention,
            @Nullable String safeguards,
            long version)
            implements
                ReportRow {
        @Override
        public List<@Nullable Object> cells() {
            return Arrays.asList(
                    purpose, name, legalBasis, persons, data, recipients, transfers, retention, safeguards);
        }
    }
}

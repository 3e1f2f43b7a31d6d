package pl.kartoteka.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The state of one consent: client × purpose.
 *
 * @param status PENDING, GRANTED, REFUSED, WITHDRAWN or EXPIRED; NOT_ASKED after a reset
 * @param channels the channels the purpose opens: EMAIL, SMS, PHONE, POST
 * @param validUntil the instant a granted consent expires; null when it does not
 * @param version rises with every change of this consent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentState(
        UUID clientId,
        String purpose,
        String status,
        List<String> channels,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        long version) {}

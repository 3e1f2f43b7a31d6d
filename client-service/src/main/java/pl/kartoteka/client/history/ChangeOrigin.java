package pl.kartoteka.client.history;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.http.Caller;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/**
 * Who makes a change, through what, and why.
 *
 * @param reason in the caller's own words; null when not given
 */
public record ChangeOrigin(String subject, Channel channel, @Nullable String reason) {
    /** The header that says why; percent-encoded UTF-8, because header values are not. */
    public static final String REASON_HEADER = "Change-Reason";

    private static final int LONGEST_REASON = 500;

    public enum Channel {
        API, BATCH, IMPORT, BULK_ACTION, SALES_DOCUMENT, REGISTER, ERASURE
    }

    public static ChangeOrigin of(String subject, Channel channel, @Nullable String reasonHeader) {
        return new ChangeOrigin(subject, channel,
                reasonHeader == null || reasonHeader.isBlank() ? null : reason(reasonHeader));
    }

    /** Whoever calls the API. */
    public static Mono<ChangeOrigin> ofCaller(@Nullable String reasonHeader) {
        return ofCaller(Channel.API, reasonHeader);
    }

    public static Mono<ChangeOrigin> ofCaller(Channel channel, @Nullable String reasonHeader) {
        return Caller.current().map(caller -> of(caller.subject(), channel, reasonHeader));
    }

    public ChangeOrigin through(Channel other) {
        return new ChangeOrigin(subject, other, reason);
    }

    private static String reason(String header) {
        try {
            String reason = URLDecoder.decode(header.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
            if (reason.length() <= LONGEST_REASON && reason.chars().noneMatch(Character::isISOControl)) {
                return reason;
            }
        } catch (IllegalArgumentException _) {
            // falls through: said below as what was expected
        }
        throw new InvalidInput(REASON_HEADER, "change-reason.invalid");
    }
}

package pl.kartoteka.messaging.channel;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the gateway's answer. The status alone says nothing: a refusal may come with 200, and only {@code error} decides. */
final class SmsReplies {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String IDX_USED = "53";
    /** Faults of the provider or of our account; the message itself is in order. */
    private static final Set<String> PASSING = Set.of(
            "200", "202", "203", "101", "102", "103", "105", "110", "authorization_failed", "too_many_requests");
    /** Something broke on the provider's side, before or after it took the message. */
    private static final Set<String> BROKEN = Set.of("8", "201", "666", "999");
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private SmsReplies() {}

    static HandOver outcome(int status, String body) {
        if (status == UNAUTHORIZED || status == TOO_MANY) {
            return new HandOver.Later("SMS_HTTP_" + status);
        }
        JsonNode reply = parsed(body);
        if (status >= SERVER_FAULT || reply == null || !reply.isObject()) {
            return new HandOver.Unknown("OUTCOME_UNKNOWN");
        }
        JsonNode error = reply.get("error");
        if (error != null && !error.isNull()) {
            return refused(error.asString());
        }
        JsonNode first = reply.path("list").path(0);
        if (first.isMissingNode()) {
            return new HandOver.Unknown("OUTCOME_UNKNOWN");
        }
        JsonNode ownError = first.get("error");
        return ownError != null && !ownError.isNull()
                ? refused(ownError.asString())
                : new HandOver.Accepted(first.path("id").asString(""));
    }

    private static HandOver refused(String code) {
        if (code.equals(IDX_USED)) {
            return new HandOver.Accepted(null);
        }
        if (BROKEN.contains(code)) {
            return new HandOver.Unknown("OUTCOME_UNKNOWN");
        }
        return PASSING.contains(code) ? new HandOver.Later("SMS_" + code) : new HandOver.Refused("SMS_" + code);
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            return null;
        }
    }
}

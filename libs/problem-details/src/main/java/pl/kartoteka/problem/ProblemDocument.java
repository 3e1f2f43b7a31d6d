package pl.kartoteka.problem;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/** RFC 9457, in the language of the caller. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance"})
public record ProblemDocument(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @JsonAnyGetter Map<String, Object> extensions) {

    public static final String TYPE_PREFIX = "urn:kartoteka:problem:";

    ProblemDocument about(String requested, @Nullable String traceId) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        if (traceId != null) {
            more.put("traceId", traceId);
        }
        return new ProblemDocument(type, title, status, detail, requested, more);
    }
}

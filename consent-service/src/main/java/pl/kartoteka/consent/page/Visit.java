package pl.kartoteka.consent.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.server.ServerWebExchange;
import pl.kartoteka.problem.ProblemTexts;
import pl.kartoteka.problem.RequestBody;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call of a person or of her mailbox: in which language, in which shape, and what was filled in. */
public final class Visit {
    private static final String ENGLISH = "en";
    private static final String POLISH = "pl";
    private static final int LARGEST_BODY = 64 * 1024;

    private final ServerWebExchange exchange;

    private Visit(ServerWebExchange exchange) {
        this.exchange = exchange;
    }

    public static Visit of(ServerWebExchange exchange) {
        return new Visit(exchange);
    }

    /** As the link on the page says, else as the browser wishes, else Polish. */
    public Locale language() {
        String chosen = exchange.getRequest().getQueryParams().getFirst("lang");
        return switch (chosen == null ? "" : chosen) {
            case ENGLISH -> Locale.ENGLISH;
            case POLISH -> ProblemTexts.POLISH;
            default -> ProblemTexts.language(headers().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
        };
    }

    /** Only who asks for JSON before HTML gets it: browsers and mailboxes often ask for anything. */
    public boolean wantsJson() {
        List<MediaType> accepted;
        try {
            accepted = headers().getAccept();
        } catch (IllegalArgumentException _) {
            return false;
        }
        double json = quality(accepted, MediaType.APPLICATION_JSON);
        return json > 0 && json >= quality(accepted, MediaType.TEXT_HTML);
    }

    /**
     * What was filled in, by name: a form, a form in parts, or JSON whose inner names follow the outer ones after a dot.
     * Empty when the body is anything else, or cannot be read.
     */
    public Mono<Map<String, String>> form() {
        MediaType type = contentType();
        Mono<Map<String, String>> form = Mono.empty();
        if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            form = exchange.getFormData().map(fields -> fields.toSingleValueMap());
        } else if (MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type)) {
            form = exchange.getMultipartData().map(parts -> fields(parts.toSingleValueMap()));
        } else if (MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            form = RequestBody.read(exchange.getRequest().getBody(), LARGEST_BODY).map(Visit::flattened);
        }
        return form.onErrorResume(Visit::isUnreadable, _ -> Mono.just(Map.of())).defaultIfEmpty(Map.of());
    }

    private HttpHeaders headers() {
        return exchange.getRequest().getHeaders();
    }

    private @Nullable MediaType contentType() {
        try {
            return headers().getContentType();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isUnreadable(Throwable failure) {
        return failure instanceof org.springframework.core.codec.CodecException
                || failure instanceof DataBufferLimitException
                || failure instanceof JacksonException
                || failure instanceof org.springframework.web.server.ServerWebInputException
                || failure instanceof IllegalArgumentException;
    }

    private static double quality(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(given -> !given.isWildcardType() && given.includes(type))
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }

    private static Map<String, String> fields(Map<String, Part> parts) {
        var fields = new HashMap<String, String>();
        parts.forEach((name, part) -> {
            if (part instanceof FormFieldPart field) {
                fields.put(name, field.value());
            }
        });
        return fields;
    }

    private static Map<String, String> flattened(byte[] json) {
        var fields = new HashMap<String, String>();
        flatten("", JsonMapper.shared().readTree(json), fields);
        return fields;
    }

    private static void flatten(String name, @Nullable JsonNode value, Map<String, String> fields) {
        if (value == null || value.isNull()) {
            return;
        }
        if (value.isObject()) {
            value.properties().forEach(inner -> flatten(
                    name.isEmpty() ? inner.getKey() : name + "." + inner.getKey(), inner.getValue(), fields));
        } else if (value.isValueNode()) {
            fields.put(name, value.asString());
        }
    }
}

package pl.kartoteka.gus.register;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What came back over HTTP, before anything is read into it. */
public final class HttpReply {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    public HttpReply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** Refuses what is an outage or a limit whatever the register: 5xx, 429, a page for people. */
    public HttpReply orOutage() {
        if (status == 429) {
            throw RegisterFailure.limitedByRegister("HTTP 429", retryAfter());
        }
        if (status >= 500) {
            throw RegisterFailure.retryLater(RegisterFailure.Reason.UNREACHABLE, "HTTP " + status, retryAfter());
        }
        if (isPage()) {
            throw RegisterFailure.unreachable("a page for people instead of data, HTTP " + status);
        }
        return this;
    }

    public @Nullable MediaType mediaType() {
        try {
            return headers.getContentType();
        } catch (InvalidMediaTypeException e) {
            throw RegisterFailure.of(RegisterFailure.Reason.BROKEN_ANSWER, "unreadable Content-Type", e);
        }
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private boolean isPage() {
        var type = mediaType();
        if (type != null && type.isCompatibleWith(MediaType.TEXT_HTML)) {
            return true;
        }
        var start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    private @Nullable Duration retryAfter() {
        var seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}

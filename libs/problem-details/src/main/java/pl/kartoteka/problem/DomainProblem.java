package pl.kartoteka.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A refusal, named by the domain. It says what kind it is and what happened; the words and the HTTP are added in one place.
 * It carries no stack trace: a refusal is an answer, not a defect.
 */
public abstract class DomainProblem extends RuntimeException {
    private final Kind kind;
    private final String type;
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final Map<String, Object> extensions = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /** @param type the name after {@code urn:kartoteka:problem:}, also the key of its texts */
    protected DomainProblem(Kind kind, String type) {
        super(type, null, false, false);
        this.kind = kind;
        this.type = type;
    }

    /** Fills {@code {name}} in the detail. */
    public final DomainProblem arg(String name, Object value) {
        arguments.put(name, value);
        return this;
    }

    /** Adds a member to the document, for programs. */
    public final DomainProblem with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    /** When it is worth trying again, sent as {@code Retry-After}. */
    public final DomainProblem retryAfter(Duration duration) {
        this.retryAfter = duration;
        return this;
    }

    public final Kind kind() {
        return kind;
    }

    public final String type() {
        return type;
    }

    public final Map<String, Object> arguments() {
        return Collections.unmodifiableMap(arguments);
    }

    public final Map<String, Object> extensions() {
        return Collections.unmodifiableMap(extensions);
    }

    public final @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What kind of refusal it is, and the status it becomes. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        INCOMPLETE(408),
        CONFLICT(409),
        GONE(410),
        STALE(412),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        REJECTED(422),
        UNPRECONDITIONED(428),
        TOO_MANY(429),
        UNEXPECTED(500),
        UNAVAILABLE(503),
        TIMED_OUT(504);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}

package pl.kartoteka.gateway.route;

import java.util.Locale;
import java.util.Set;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Takes out what only the suite itself may say; who is calling is said by the token alone. */
@Component
final class InternalHeaders implements HttpHeadersFilter, Ordered {
    private static final Set<String> NAMES = Set.of("forwarded", "x-real-ip", "x-original-url", "x-rewrite-url",
            "x-http-method-override",
            "x-method-override", "cookie", "baggage");
    private static final Set<String> PREFIXES = Set.of("x-forwarded-", "x-kartoteka-", "x-auth-", "x-user-",
            "x-internal-", "ce-");

    /** Before the gateway adds what it has to say itself. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders kept = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isInternal(name.toLowerCase(Locale.ROOT))) {
                kept.addAll(name, values);
            }
        });
        return kept;
    }

    private static boolean isInternal(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}

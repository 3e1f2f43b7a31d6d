package pl.kartoteka.gateway.limit;

import java.net.InetSocketAddress;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Counts what each caller asks for, and refuses what is too much. */
@Component
public final class CallerLimits {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** What is open to everybody. */
    public static final PathPattern PUBLIC = PathPatternParser.defaultInstance.parse("/api/v1/public/**");
    private static final int MOST_CALLERS = 100_000;

    private final RateLimiterConfig config;
    private final Cache<String, RateLimiter> callers = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    CallerLimits(Limits limits) {
        config = RateLimiterConfig.custom()
                .limitForPeriod(limits.requestsPerSecond())
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    /** Lets the request pass or fails with {@link TooManyRequests}. The caller is the subject, or the address where nobody is signed in. */
    public Mono<Void> admit(ServerWebExchange exchange) {
        return isSaidByAPerson(exchange.getRequest()) ? Mono.empty() : counted(exchange);
    }

    /**
     * What a person says through a signed link is never refused for the crowd around her: a mailbox provider sends the
     * withdrawals of thousands from one address. The link itself is held against guessing where it is opened.
     */
    private static boolean isSaidByAPerson(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.POST
                && PUBLIC.matches(request.getPath().pathWithinApplication());
    }

    private Mono<Void> counted(ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(JwtAuthenticationToken.class)
                .map(token -> "subject " + token.getName())
                .defaultIfEmpty("address " + address(exchange))
                .flatMap(this::admit);
    }

    private Mono<Void> admit(String caller) {
        return callers.get(caller, name -> RateLimiter.of(name, config)).acquirePermission()
                ? Mono.empty()
                : Mono.error(() -> new TooManyRequests(PERIOD));
    }

    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : remote.getAddress().getHostAddress();
    }
}

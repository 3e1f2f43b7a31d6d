package pl.kartoteka.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Checks the signature of a token once and then knows it: callers send the same one with every request, and checking it takes
 * as long as the rest of a request's way through a service. A token is known until it expires and at most for {@link #MEMORY},
 * so a key that the issuer has withdrawn is not trusted for longer than that. What was refused is not remembered.
 */
public final class VerifiedTokens implements ServerAuthenticationConverter {
    static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int MOST = 10_000;
    private static final String SCHEME = "Bearer ";

    private final ReactiveJwtDecoder decoder;
    private final ServerAuthenticationConverter reader = new ServerBearerTokenAuthenticationConverter();
    private final Cache<String, Jwt> known;

    VerifiedTokens(ReactiveJwtDecoder decoder, Clock clock, Ticker ticker) {
        this.decoder = decoder;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Jwt>creating((_, token) -> memory(token.getExpiresAt(), clock.instant())))
                .build();
    }

    /** What the token says; fails as the decoder does where it is not to be trusted. */
    public Mono<Jwt> decode(String token) {
        Jwt jwt = known.getIfPresent(token);
        return jwt != null ? Mono.just(jwt) : decoder.decode(token).doOnNext(verified -> known.put(token, verified));
    }

    /** The token of a request; that a known one is well formed is known too. */
    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(SCHEME)) {
            String token = header.substring(SCHEME.length());
            if (known.getIfPresent(token) != null) {
                return Mono.just(new BearerTokenAuthenticationToken(token));
            }
        }
        return reader.convert(exchange);
    }

    private static Duration memory(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt == null) {
            return MEMORY;
        }
        Duration left = Duration.between(now, expiresAt);
        return left.isNegative() ? Duration.ZERO : left.compareTo(MEMORY) < 0 ? left : MEMORY;
    }
}

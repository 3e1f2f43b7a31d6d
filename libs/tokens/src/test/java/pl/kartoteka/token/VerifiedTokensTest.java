package pl.kartoteka.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerifiedTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private Duration lifetime = Duration.ofHours(1);

    private final VerifiedTokens tokens = new VerifiedTokens(
            this::verified, Clock.fixed(NOW, ZoneOffset.UTC), passed::get);

    @Test
    void verifiesATokenOnce() {
        assertThat(tokens.decode("one").block()).isEqualTo(tokens.decode("one").block());
        assertThat(verifications).hasValue(1);

        tokens.decode("another").block();
        assertThat(verifications).hasValue(2);
    }

    @Test
    void verifiesAgainAfterAMinute() {
        tokens.decode("one").block();
        pass(VerifiedTokens.MEMORY.minusMillis(1));
        tokens.decode("one").block();
        assertThat(verifications).hasValue(1);

        pass(Duration.ofMillis(2));
        tokens.decode("one").block();
        assertThat(verifications).hasValue(2);
    }

    @Test
    void doesNotKnowATokenBeyondItsExpiry() {
        lifetime = Duration.ofSeconds(5);
        tokens.decode("one").block();
        pass(Duration.ofSeconds(6));
        tokens.decode("one").block();
        assertThat(verifications).hasValue(2);

        lifetime = Duration.ofSeconds(-5);
        tokens.decode("within the skew of clocks").block();
        tokens.decode("within the skew of clocks").block();
        assertThat(verifications).hasValue(4);
    }

    @Test
    void remembersNoRefusal() {
        assertThatThrownBy(() -> tokens.decode("forged").block()).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged").block()).isInstanceOf(BadJwtException.class);
        assertThat(verifications).hasValue(2);
    }

    @Test
    void readsKnownAndUnknownTokensAlike() {
        assertThat(read("Bearer one")).isEqualTo("one");
        tokens.decode("one").block();
        assertThat(read("Bearer one")).isEqualTo("one");
        assertThat(read("bearer one")).isEqualTo("one");
        assertThat(read("Basic b25lOm9uZQ==")).isNull();
        assertThat(tokens.convert(MockServerWebExchange.from(MockServerHttpRequest.get("/"))).block()).isNull();
    }

    private Object read(String header) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/").header("Authorization", header));
        var read = tokens.convert(exchange).block();
        return read == null ? null : read.getCredentials();
    }

    private void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    private Mono<Jwt> verified(String token) {
        verifications.incrementAndGet();
        return token.equals("forged")
                ? Mono.error(new BadJwtException("forged"))
                : Mono.just(Jwt.withTokenValue(token).header("alg", "RS256").subject("tester")
                        .issuedAt(NOW.minusSeconds(60)).expiresAt(NOW.plus(lifetime)).build());
    }
}

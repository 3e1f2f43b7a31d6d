package pl.kartoteka.token;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Gives a resource server its {@link VerifiedTokens}; its chain of filters has to name them, as decoder and as converter. */
@AutoConfiguration(after = ReactiveOAuth2ResourceServerAutoConfiguration.class)
public class TokensAutoConfiguration {
    @Bean
    VerifiedTokens verifiedTokens(ReactiveJwtDecoder decoder) {
        return new VerifiedTokens(decoder, Clock.systemUTC(), Ticker.systemTicker());
    }
}

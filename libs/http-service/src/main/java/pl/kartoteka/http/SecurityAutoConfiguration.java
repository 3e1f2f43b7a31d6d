package pl.kartoteka.http;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import pl.kartoteka.problem.TokenProblems;
import pl.kartoteka.token.VerifiedTokens;

/** Every service is a resource server that trusts the token and nothing else. What {@link Scopes} does not name is not served. */
@AutoConfiguration(before = {ReactiveOAuth2ResourceServerAutoConfiguration.class,
    ReactiveWebSecurityAutoConfiguration.class}, beforeName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive."
            + "ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration")
public class SecurityAutoConfiguration {
    /** For the operator and the suite's own pages; the gateway does not let them out. */
    private static final String[] OPERATION = {"/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**",
        "/v3/api-docs.yaml"};

    @Bean
    SecurityWebFilterChain suiteSecurity(ServerHttpSecurity http, Scopes scopes, TokenProblems problems,
            VerifiedTokens tokens) {
        return http
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(paths -> paths
                        .matchers(ServerWebExchangeMatchers.pathMatchers(OPERATION)).permitAll()
                        .anyExchange().access(new ScopeAuthorization(scopes)))
                .oauth2ResourceServer(server -> server
                        .bearerTokenConverter(tokens)
                        .jwt(jwt -> jwt.jwtDecoder(tokens::decode)
                                .jwtAuthenticationConverter(
                                        new ReactiveJwtAuthenticationConverterAdapter(scopesAsAuthorities())))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    /** A request is observed as one, not filter by filter: that took longer than what the filters do. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static JwtAuthenticationConverter scopesAsAuthorities() {
        JwtGrantedAuthoritiesConverter scopes = new JwtGrantedAuthoritiesConverter();
        scopes.setAuthorityPrefix("");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(scopes);
        return converter;
    }
}

package pl.kartoteka.gateway.security;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import pl.kartoteka.gateway.limit.CallerLimits;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.ProblemHandler;
import pl.kartoteka.problem.TokenProblems;
import pl.kartoteka.token.VerifiedTokens;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String[] PAGES = {"/", "/docs", "/docs/**", "/openapi.json", "/webjars/swagger-ui/**"};

    @Bean
    SecurityWebFilterChain edge(
            ServerHttpSecurity http,
            TokenProblems problems,
            VerifiedTokens tokens,
            ProblemHandler handler,
            CallerLimits limits,
            CorsProperties cors,
            Environment environment) {
        var entry = limited(problems, handler, limits);
        return http
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .addFilterAt(new CorsFilter(origins(cors), handler), SecurityWebFiltersOrder.CORS)
                .authorizeExchange(paths -> paths
                        .matchers(EndpointRequest.to("health")).permitAll()
                        .matchers(EndpointRequest.toAnyEndpoint())
                        .access((_, context) -> operation(context.getExchange(), environment))
                        .pathMatchers(HttpMethod.GET, PAGES).permitAll()
                        .pathMatchers(CallerLimits.PUBLIC.getPatternString()).permitAll()
                        .pathMatchers(HttpMethod.GET, "/api/v1/consent-ledger/public-key").permitAll()
                        .anyExchange().authenticated())
                .oauth2ResourceServer(server -> server
                        .bearerTokenConverter(tokens)
                        .jwt(jwt -> jwt.jwtDecoder(tokens::decode))
                        .authenticationEntryPoint(entry)
                        .accessDeniedHandler(problems))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(entry).accessDeniedHandler(problems))
                .addFilterBefore((exchange, chain) -> limits.admit(exchange).then(chain.filter(exchange)),
                        SecurityWebFiltersOrder.AUTHORIZATION)
                .build();
    }

    /** A request is observed as one, not filter by filter. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Metrics are for the operator: served where the operator has a port of its own, and not through the door. */
    private static Mono<AuthorizationResult> operation(ServerWebExchange exchange, Environment environment) {
        boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        if (!ownPort) {
            TokenProblems.because(exchange, new TokenProblems.Denial.UnknownRoute());
        }
        return Mono.just(new AuthorizationDecision(ownPort));
    }

    /** Who tries tokens without end is held up like everybody else. */
    private static ServerAuthenticationEntryPoint limited(TokenProblems problems, ProblemHandler handler,
            CallerLimits limits) {
        return (ServerWebExchange exchange, AuthenticationException failure) -> limits.admit(exchange)
                .then(Mono.defer(() -> problems.commence(exchange, failure)))
                .onErrorResume(DomainProblem.class, tooMany -> handler.handle(exchange, tooMany));
    }

    private static CorsConfigurationSource origins(CorsProperties properties) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.allowedOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "Accept", "Accept-Language", "If-Match", "If-None-Match",
                        "Idempotency-Key", "Last-Event-ID", "traceparent"));
        cors.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "Idempotency-Replayed", "Content-Language",
                "WWW-Authenticate"));
        cors.setMaxAge(Duration.ofHours(1));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", cors);
        // Pages for people post from no origin that could be named (Referrer-Policy: no-referrer), and mailboxes from anywhere:
        // the signed link is the proof, and no cookie is taken, so there is nothing for another site to borrow.
        return exchange -> CallerLimits.PUBLIC.matches(exchange.getRequest().getPath().pathWithinApplication())
                ? null
                : everywhere.getCorsConfiguration(exchange);
    }
}

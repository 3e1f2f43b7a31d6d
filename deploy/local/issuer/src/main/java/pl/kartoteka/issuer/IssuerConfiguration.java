package pl.kartoteka.issuer;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {
    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
        return http
                .oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults())
                            .tokenEndpoint(token -> token.accessTokenRequestConverter(new AllScopesUnlessAsked()));
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .cors(Customizer.withDefaults())
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain signIn(HttpSecurity http) {
        return http
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers("/actuator/health/**").permitAll()
                        .anyRequest().authenticated())
                .cors(Customizer.withDefaults())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    RegisteredClientRepository clients(IssuerProperties settings) {
        return new InMemoryRegisteredClientRepository(RegisteredClients.of(settings));
    }

    @Bean
    OAuth2AuthorizationService signIns() {
        return new RememberedSignIns();
    }

    @Bean
    UserDetailsService people(IssuerProperties settings) {
        return new InMemoryUserDetailsManager(settings.people().keySet().stream()
                .map(name -> User.withUsername(name).password("{noop}" + name).roles("USER").build())
                .toList());
    }

    @Bean
    JWKSource<SecurityContext> keys(IssuerProperties settings) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.keptIn(settings.keyFile())));
    }

    @Bean
    AuthorizationServerSettings addresses(IssuerProperties settings) {
        return AuthorizationServerSettings.builder().issuer(settings.uri()).build();
    }

    /** A person's token carries what was asked for and the person may have; all of it when nothing was asked for. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> personsScopes(IssuerProperties settings) {
        return token -> {
            if (!OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())
                    || AuthorizationGrantType.CLIENT_CREDENTIALS.equals(token.getAuthorizationGrantType())) {
                return;
            }
            Authentication person = Objects.requireNonNull(token.getPrincipal(), "a token without a person");
            var may = settings.people().getOrDefault(person.getName(), Set.of());
            var asked = new TreeSet<>(token.getAuthorizedScopes());
            asked.removeAll(Set.of(OidcScopes.OPENID, OidcScopes.PROFILE));
            var given = new TreeSet<>(token.getAuthorizedScopes());
            if (asked.isEmpty()) {
                given.addAll(may);
            } else {
                asked.removeAll(may);
                given.removeAll(asked);
            }
            token.getClaims().claim("scope", given);
        };
    }

    /** Pages of this machine may ask for tokens from a browser. */
    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        var cors = new CorsConfiguration();
        cors.setAllowedOriginPatterns(List.of("http://localhost:[*]", "http://127.0.0.1:[*]"));
        cors.setAllowedMethods(List.of("GET", "POST"));
        cors.setAllowedHeaders(List.of("*"));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", cors);
        return everywhere;
    }
}

package pl.kartoteka.http;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Who is calling, as the token says.
 *
 * @param subject the user, or the machine that calls for itself
 */
public record Caller(String subject, Set<String> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Empty where nobody is signed in, as on public links. */
    public static Mono<Caller> current() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(JwtAuthenticationToken.class)
                .map(Caller::of);
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    static Caller of(Authentication authentication) {
        return new Caller(authentication.getName(), authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null)
                .collect(Collectors.toUnmodifiableSet()));
    }
}

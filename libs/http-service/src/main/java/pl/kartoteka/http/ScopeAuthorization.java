package pl.kartoteka.http;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;

import pl.kartoteka.problem.TokenProblems;
import pl.kartoteka.problem.TokenProblems.Denial;
import reactor.core.publisher.Mono;

/** Holds a request against {@link Scopes}, and leaves word of why it was refused. */
final class ScopeAuthorization implements ReactiveAuthorizationManager<AuthorizationContext> {
    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final Scopes scopes;

    ScopeAuthorization(Scopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerHttpRequest request = context.getExchange().getRequest();
        return switch (scopes.access(request.getMethod(), request.getPath().pathWithinApplication())) {
            case Scopes.Access.Open _ -> Mono.just(new AuthorizationDecision(true));
            case Scopes.Access.SignedIn _ ->
                    authentication.map(caller -> new AuthorizationDecision(isSignedIn(caller)));
            case Scopes.Access.WithScope(String scope) -> authentication.map(caller -> decide(context,
                    isSignedIn(caller) && Caller.of(caller).may(scope), new Denial.MissingScope(scope)));
            case Scopes.Access.OtherMethods(var allowed) ->
                    Mono.just(decide(context, false, new Denial.OtherMethods(allowed)));
            case Scopes.Access.Unknown _ -> Mono.just(decide(context, false, new Denial.UnknownRoute()));
        };
    }

    private static boolean isSignedIn(Authentication caller) {
        return TRUST.isAuthenticated(caller);
    }

    private static AuthorizationResult decide(AuthorizationContext context, boolean granted, Denial denial) {
        if (!granted) {
            TokenProblems.because(context.getExchange(), denial);
        }
        return new AuthorizationDecision(granted);
    }
}

package pl.kartoteka.problem;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import pl.kartoteka.problem.DomainProblem.Kind;
import reactor.core.publisher.Mono;

/** 401 and 403 in the shape of every other refusal, with what RFC 6750 wants said in {@code WWW-Authenticate}. */
public final class TokenProblems implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {
    private static final String DENIAL = TokenProblems.class.getName() + ".denial";

    private final ProblemHandler problems;

    TokenProblems(ProblemHandler problems) {
        this.problems = problems;
    }

    /** Why access was denied, told by who decided it. */
    public sealed interface Denial {
        /** The token lacks this scope. */
        record MissingScope(String scope) implements Denial {}

        /** Nothing is served on this path. */
        record UnknownRoute() implements Denial {}

        /** The path is served, with these methods only. */
        record OtherMethods(Set<HttpMethod> allowed) implements Denial {}
    }

    public static void because(ServerWebExchange exchange, Denial denial) {
        exchange.getAttributes().put(DENIAL, denial);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        String type = type(failure);
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, type.equals("unauthenticated")
                ? "Bearer"
                : "Bearer error=\"invalid_token\", error_description=\"" + type + "\"");
        return problems.handle(exchange, new Problem(Kind.UNAUTHENTICATED, type));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return switch (exchange.<Denial>getAttribute(DENIAL)) {
            case Denial.MissingScope(String scope) -> {
                exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
                yield problems.handle(exchange, new Problem(Kind.FORBIDDEN, "scope-missing").showing("scope", scope));
            }
            case Denial.UnknownRoute _ -> problems.handle(exchange, new Problem(Kind.NOT_FOUND, "not-found"));
            case Denial.OtherMethods(Set<HttpMethod> allowed) ->
                    problems.handle(exchange,
                            new MethodNotAllowedException(exchange.getRequest().getMethod(), allowed));
            case null -> problems.handle(exchange, new Problem(Kind.FORBIDDEN, "forbidden"));
        };
    }

    private static String type(AuthenticationException failure) {
        if (failure instanceof AuthenticationCredentialsNotFoundException
                || !(failure instanceof OAuth2AuthenticationException)) {
            return "unauthenticated";
        }
        return expired(failure) ? "token-expired" : "token-invalid";
    }

    private static boolean expired(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JwtValidationException invalid
                    && invalid.getErrors().stream().anyMatch(error -> error.getDescription() != null
                            && error.getDescription().startsWith("Jwt expired"))) {
                return true;
            }
        }
        return false;
    }
}

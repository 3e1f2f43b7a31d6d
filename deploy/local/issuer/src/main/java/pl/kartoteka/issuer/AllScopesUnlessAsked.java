package pl.kartoteka.issuer;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** A client that names no scope gets all it may have, so that one plain {@code curl} brings a token that works. */
final class AllScopesUnlessAsked implements AuthenticationConverter {
    private final AuthenticationConverter standard = new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (standard.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked) {
            if (asked.getScopes().isEmpty()
                    && asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                    && client.getRegisteredClient() != null) {
                var all = client.getRegisteredClient().getScopes();
                return new OAuth2ClientCredentialsAuthenticationToken(client, all, asked.getAdditionalParameters());
            }
            return asked;
        }
        return null;
    }
}

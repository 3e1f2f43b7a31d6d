package pl.kartoteka.issuer;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Sign-ins of people, in memory. Tokens of machine clients are not remembered: they explain themselves, nothing looks them up,
 * and a program that asks for one at every call would fill the memory.
 */
final class RememberedSignIns implements OAuth2AuthorizationService {
    private final OAuth2AuthorizationService people = new InMemoryOAuth2AuthorizationService();

    @Override
    public void save(OAuth2Authorization authorization) {
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            people.save(authorization);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        people.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return people.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return people.findByToken(token, type);
    }
}

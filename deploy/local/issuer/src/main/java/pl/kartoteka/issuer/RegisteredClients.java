package pl.kartoteka.issuer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of this issuer, made from its settings. */
final class RegisteredClients {
    private static final Duration LIFETIME = Duration.ofHours(1);

    private RegisteredClients() {}

    static List<RegisteredClient> of(IssuerProperties settings) {
        var clients = new ArrayList<RegisteredClient>();
        settings.people().forEach((name, scopes) -> clients.add(machine(name, name, scopes)));
        settings.serviceSecrets().forEach(
                (name, secret) -> clients.add(machine(name, secret, settings.services().getOrDefault(name, Set.of()))));
        clients.add(browser(settings));
        return clients;
    }

    private static RegisteredClient machine(String name, String secret, Set<String> scopes) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(all -> all.addAll(scopes))
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(LIFETIME).build())
                .build();
    }

    private static RegisteredClient browser(IssuerProperties settings) {
        var scopes = new TreeSet<>(Set.of(OidcScopes.OPENID, OidcScopes.PROFILE));
        settings.people().values().forEach(scopes::addAll);
        return RegisteredClient.withId("web")
                .clientId("web")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(all -> all.addAll(settings.redirectUris()))
                .scopes(all -> all.addAll(scopes))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(LIFETIME).build())
                .build();
    }
}

package pl.kartoteka.http;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientCredentialsReactiveOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.RemoveAuthorizedClientReactiveOAuth2AuthorizationFailureHandler;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Calls to other services of the suite in this service's own name: with its client credentials, traced, never waiting for ever.
 * What to do when the other does not answer is for the caller to decide.
 */
public final class ServiceCalls {
    private static final String REGISTRATION = "suite";
    private static final Authentication ITSELF = new AnonymousAuthenticationToken(REGISTRATION, REGISTRATION,
            AuthorityUtils.createAuthorityList(REGISTRATION));
    private static final Duration TOKEN_PATIENCE = Duration.ofSeconds(3);
    private static final int CONNECT_MILLIS = 1_000;

    private final ConnectionProvider connections = ConnectionProvider.builder("service-calls")
            .maxConnections(100)
            .maxIdleTime(Duration.ofSeconds(20))
            .pendingAcquireTimeout(Duration.ofSeconds(5))
            .build();
    private final WebClient.Builder prototype;
    private final ServerOAuth2AuthorizedClientExchangeFilterFunction credentials;

    public ServiceCalls(
            WebClient.Builder prototype,
            ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService tokens) {
        this.prototype = prototype;
        this.credentials = credentials(registrations, tokens);
    }

    /** A builder for calls to that address; an answer that takes longer than the patience is an error. */
    public WebClient.Builder to(String baseUrl, Duration patience) {
        return prototype.clone()
                .baseUrl(baseUrl)
                .clientConnector(new ReactorClientHttpConnector(http(patience)))
                .filter(credentials);
    }

    private HttpClient http(Duration patience) {
        return HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(patience);
    }

    private ServerOAuth2AuthorizedClientExchangeFilterFunction credentials(
            ReactiveClientRegistrationRepository registrations, ReactiveOAuth2AuthorizedClientService tokens) {
        var tokenEndpoint = new WebClientReactiveClientCredentialsTokenResponseClient();
        tokenEndpoint.setWebClient(prototype.clone()
                .clientConnector(new ReactorClientHttpConnector(http(TOKEN_PATIENCE)))
                .build());
        var provider = new ClientCredentialsReactiveOAuth2AuthorizedClientProvider();
        provider.setAccessTokenResponseClient(tokenEndpoint);
        var manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, tokens);
        manager.setAuthorizedClientProvider(provider);
        var filter = new ServerOAuth2AuthorizedClientExchangeFilterFunction(manager);
        filter.setDefaultClientRegistrationId(REGISTRATION);
        // One token for all calls, and not one for each user on whose behalf the service is busy.
        filter.setPrincipalResolver(_ -> Mono.just(ITSELF));
        // A token that is refused, as after a change of the issuer's keys, is not tried until it expires.
        filter.setAuthorizationFailureHandler(new RemoveAuthorizedClientReactiveOAuth2AuthorizationFailureHandler(
                (registration, principal, _) -> tokens.removeAuthorizedClient(registration, principal.getName())));
        return filter;
    }
}

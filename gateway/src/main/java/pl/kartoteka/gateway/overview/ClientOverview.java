package pl.kartoteka.gateway.overview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.netty.channel.ChannelOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import pl.kartoteka.gateway.overview.PartAnswer.Found;
import pl.kartoteka.gateway.overview.PartAnswer.Missing;
import pl.kartoteka.gateway.overview.PartAnswer.Reason;
import pl.kartoteka.gateway.route.Breakers;
import pl.kartoteka.gateway.route.ServiceTimedOut;
import pl.kartoteka.gateway.route.ServiceUnavailable;
import pl.kartoteka.gateway.route.Services;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;

/** Asks for all parts at once and puts together what comes. */
@Component
final class ClientOverview {
    private static final Logger LOG = LoggerFactory.getLogger(ClientOverview.class);
    private static final String CARD = "client";
    private static final int LARGEST_PART = 2 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 1_000;
    private static final List<String> RELAYED = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE);

    private final OverviewProperties properties;
    private final Services services;
    private final Breakers breakers;
    private final WebClient http;

    ClientOverview(OverviewProperties properties, Services services, Breakers breakers, WebClient.Builder http) {
        this.properties = properties;
        this.services = services;
        this.breakers = breakers;
        this.http = http
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_PART))
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)))
                .build();
    }

    Mono<Map<String, Object>> of(UUID client, HttpHeaders caller) {
        return Flux.fromIterable(properties.parts().entrySet())
                .flatMap(part -> ask(part.getKey(), part.getValue(), client, caller)
                        .map(answer -> Map.entry(part.getKey(), answer)), properties.parts().size())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(answers -> together(client, answers));
    }

    private Mono<PartAnswer> ask(String name, OverviewProperties.Part part, UUID client, HttpHeaders caller) {
        Mono<PartAnswer> answer = http.get()
                .uri(services.named(part.service()).url() + part.path(), client)
                .headers(headers -> RELAYED.forEach(relayed -> headers.addAll(relayed, caller.getOrEmpty(relayed))))
                .exchangeToMono(ClientOverview::read)
                .timeout(properties.timeLimit());
        return breakers.guard("overview-" + name, part.service(), answer)
                .onErrorResume(ServiceTimedOut.class, _ -> missing(Reason.TIMED_OUT))
                .onErrorResume(ServiceUnavailable.class, _ -> missing(Reason.UNAVAILABLE))
                .onErrorResume(failure -> {
                    LOG.warn("The part {} of an overview cannot be read", name, failure);
                    return missing(Reason.FAILED);
                });
    }

    private static Mono<PartAnswer> read(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(JsonNode.class)
                    .<PartAnswer>map(Found::new)
                    .defaultIfEmpty(new Missing(Reason.NOT_FOUND));
        }
        return response.releaseBody().thenReturn(new Missing(switch (status.value()) {
            case 401, 403 -> Reason.FORBIDDEN;
            case 404, 405 -> Reason.NOT_FOUND;
            case 503 -> Reason.UNAVAILABLE;
            case 504 -> Reason.TIMED_OUT;
            default -> Reason.FAILED;
        }));
    }

    private Map<String, Object> together(UUID client, Map<String, PartAnswer> answers) {
        if (answers.get(CARD) instanceof Missing(Reason reason)) {
            switch (reason) {
                case NOT_FOUND -> throw new ClientNotFound();
                case FORBIDDEN -> throw new CardForbidden();
                case UNAVAILABLE, TIMED_OUT, FAILED -> {}
            }
        }
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("clientId", client);
        Map<String, Reason> missing = new LinkedHashMap<>();
        properties.parts().keySet().forEach(name -> {
            switch (answers.get(name)) {
                case Found(JsonNode content) -> overview.put(name, content);
                case Missing(Reason reason) -> missing.put(name, reason);
                case null -> missing.put(name, Reason.FAILED);
            }
        });
        overview.put("missing", List.copyOf(missing.keySet()));
        overview.put("missingReasons", missing);
        return overview;
    }

    private static Mono<PartAnswer> missing(Reason reason) {
        return Mono.just(new Missing(reason));
    }
}

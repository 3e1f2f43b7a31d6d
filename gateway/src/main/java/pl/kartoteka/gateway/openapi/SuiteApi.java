package pl.kartoteka.gateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.netty.channel.ChannelOption;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import pl.kartoteka.gateway.route.Services;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks every service for its page and puts them together; one that is away is said to be missing. Whoever asks, and however many
 * do at once, the page is put together once in a while.
 */
@Component
final class SuiteApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration KEPT_IN_PART = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int LARGEST_PAGE = 5 * 1024 * 1024;

    private final Services services;
    private final DocsProperties docs;
    private final WebClient http;
    private final ServicePage own;
    private final JsonMapper json;
    private final Mono<Together> together;

    SuiteApi(Services services, DocsProperties docs, WebClient.Builder http, JsonMapper json) {
        this.services = services;
        this.docs = docs;
        this.http = http
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_PAGE))
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)))
                .build();
        this.json = json;
        this.own = new ServicePage("gateway", "Overview", own(json));
        this.together = Flux.fromIterable(services.services().entrySet())
                .flatMapSequential(service -> page(service.getKey(), service.getValue()), services.services().size())
                .collectList()
                .map(this::together)
                .cache(page -> page.complete() ? KEPT : KEPT_IN_PART, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** As it is sent. */
    Mono<byte[]> page() {
        return together.map(Together::document);
    }

    private Mono<ServicePage> page(String name, Services.Target service) {
        return http.get().uri(service.url() + "/v3/api-docs")
                .retrieve()
                .bodyToMono(ObjectNode.class)
                .timeout(PATIENCE)
                .map(document -> new ServicePage(name, service.title(), document))
                .onErrorComplete();
    }

    private Together together(List<ServicePage> answered) {
        Map<String, ServicePage> byName = answered.stream()
                .collect(Collectors.toMap(ServicePage::service, page -> page));
        List<String> missing = services.services().keySet().stream().filter(name -> !byName.containsKey(name)).toList();
        List<ServicePage> all = new ArrayList<>(answered);
        all.add(own);
        ObjectNode page = new SuitePage(new SuitePage.SignIn(docs.signIn())).of(all, description(missing));
        return new Together(json.writeValueAsBytes(page), missing.isEmpty());
    }

    private String description(List<String> missing) {
        String about = """
                The customer core of a Polish business: clients, consents, segments, register lookups and messages behind one address.
                Refusals are problem documents (RFC 9457), in Polish or, with `Accept-Language: en`, in English.""";
        return missing.isEmpty()
                ? about
                : about + "\n\n**Not answering at the moment, hence missing here:** " + String.join(", ", missing)
                        + ".";
    }

    private static ObjectNode own(JsonMapper json) {
        try (var stream = new ClassPathResource("docs/overview.json").getInputStream()) {
            return json.readValue(stream, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException("docs/overview.json", e);
        }
    }

    private record Together(byte[] document, boolean complete) {}
}

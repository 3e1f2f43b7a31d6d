package pl.kartoteka.gus.register;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

import io.netty.channel.ChannelOption;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * HTTP to one register, over its own connections, so that a slow register holds no connection of another. It is not
 * observed like calls inside the suite: addresses hold numbers of persons, and registers have no use for our traces.
 */
public final class RegisterConnection {
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private final WebClient web;

    public RegisterConnection(Register register, URI base, Protection protection) {
        var connections = ConnectionProvider.builder(register.name())
                .maxConnections(protection.connections())
                .pendingAcquireMaxCount(protection.concurrent())
                .pendingAcquireTimeout(protection.requestTimeout())
                .maxIdleTime(protection.openFor())
                .build();
        var http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) protection.connectTimeout().toMillis())
                .responseTimeout(protection.requestTimeout())
                .disableRetry(true)
                .compress(true);
        var addresses = new DefaultUriBuilderFactory(base.toString());
        this.web = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .uriBuilderFactory(addresses)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    public static void acceptJson(HttpHeaders headers) {
        headers.setAccept(List.of(MediaType.APPLICATION_JSON));
    }

    public Mono<HttpReply> get(Consumer<HttpHeaders> headers, String path, Object... variables) {
        return web.get().uri(path, variables).headers(headers).exchangeToMono(RegisterConnection::read);
    }

    public Mono<HttpReply> post(Consumer<HttpHeaders> headers, MediaType type, String body, String path) {
        return web.post().uri(path).headers(headers).contentType(type).bodyValue(body)
                .exchangeToMono(RegisterConnection::read);
    }

    private static Mono<HttpReply> read(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new HttpReply(response.statusCode().value(), response.headers().asHttpHeaders(), body));
    }
}

package pl.kartoteka.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it is kept to be given again. */
record StoredAnswer(int status, String headers, byte[] body) {
    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG,
            HttpHeaders.CONTENT_LANGUAGE);
    private static final JsonMapper JSON = JsonMapper.shared();

    static StoredAnswer of(RecordedResponse response) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = response.getHeaders().getFirst(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return new StoredAnswer(response.status(), JSON.writeValueAsString(kept), response.body());
    }

    Mono<Void> sendAgain(ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(status));
        JSON.readTree(headers).properties()
                .forEach(header -> response.getHeaders().set(header.getKey(), header.getValue().stringValue()));
        response.getHeaders().set("Idempotency-Replayed", "true");
        return body.length == 0
                ? response.setComplete()
                : response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}

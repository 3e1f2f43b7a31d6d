package pl.kartoteka.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/**
 * A change sent with an {@code Idempotency-Key} happens once. One transaction surrounds the whole handling: the key is written
 * first, so that a duplicate waits for it; then the effect; then the answer. It is sent when all three are committed. A refusal undoes them.
 */
final class IdempotencyFilter implements WebFilter, Ordered {
    static final String HEADER = "Idempotency-Key";
    private static final Set<HttpMethod> CHANGES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH,
            HttpMethod.DELETE);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdempotencyKeys keys;
    private final TransactionalOperator transaction;
    private final ServerCodecConfigurer codecs;
    private final Repeats repeats;
    private final DataSize largestDocument;

    IdempotencyFilter(IdempotencyKeys keys, TransactionalOperator transaction, ServerCodecConfigurer codecs,
            Repeats repeats, DataSize largestDocument) {
        this.keys = keys;
        this.transaction = transaction;
        this.codecs = codecs;
        this.repeats = repeats;
        this.largestDocument = largestDocument;
    }

    /** After security, so that the caller is known. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String key = request.getHeaders().getFirst(HEADER);
        if (key == null || !CHANGES.contains(request.getMethod())) {
            return chain.filter(exchange);
        }
        PathContainer path = request.getPath().pathWithinApplication();
        if (repeats.areHarmless(request.getMethod(), path)) {
            return chain.filter(exchange);
        }
        if (!KEY.matcher(key).matches()) {
            return Mono.error(new InvalidInput(HEADER, "idempotency-key.invalid"));
        }
        MessageDigest digest = addressOf(request);
        return Caller.current().map(Caller::subject).defaultIfEmpty("")
                .flatMap(subject -> ReplayableBody.of(request, largest(request, path), digest,
                        body -> once(new Attempt(subject, key, body, digest.digest(), exchange, chain))));
    }

    private DataSize largest(ServerHttpRequest request, PathContainer path) {
        return ReplayableBody.isDocument(request) ? largestDocument : repeats.largestFile(request.getMethod(), path);
    }

    private Mono<Void> once(Attempt attempt) {
        return transaction.execute(status -> keys
                .claim(attempt.subject(), attempt.key(), attempt.fingerprint(), attempt.mentions())
                .flatMap(first -> first
                        ? handle(attempt, status)
                        : keys.answer(attempt.subject(), attempt.key(), attempt.fingerprint())
                                .map(answer -> answer.sendAgain(attempt.exchange().getResponse()))))
                // Not next(): to cancel is to roll back.
                .single()
                .flatMap(send -> send);
    }

    /** Handles the request and gives what is to be sent after the commit. */
    private Mono<Mono<Void>> handle(Attempt attempt, ReactiveTransaction status) {
        RecordedResponse response = new RecordedResponse(attempt.exchange().getResponse());
        var replayed = new ReplayedExchange(attempt.exchange(), attempt.body(), response, codecs);
        return attempt.chain().filter(replayed)
                .then(Mono.defer(replayed::forgetParts))
                .then(Mono.defer(() -> {
                    if (response.status() >= 400) {
                        status.setRollbackOnly();
                        return Mono.just(response.send());
                    }
                    return keys.store(attempt.subject(), attempt.key(), StoredAnswer.of(response))
                            .thenReturn(response.send());
                }));
    }

    /** What makes two requests the same: method, address and, fed to it later, the body. */
    private static MessageDigest addressOf(ServerHttpRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethod() + " " + path(request) + "\n").getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String path(ServerHttpRequest request) {
        @Nullable
        String query = request.getURI().getRawQuery();
        return query == null ? request.getURI().getRawPath() : request.getURI().getRawPath() + "?" + query;
    }

    private record Attempt(
            String subject,
            String key,
            ReplayableBody body,
            byte[] fingerprint,
            ServerWebExchange exchange,
            WebFilterChain chain) {

        Set<UUID> mentions() {
            return MentionedIds.in(path(exchange.getRequest()), body.text());
        }
    }
}

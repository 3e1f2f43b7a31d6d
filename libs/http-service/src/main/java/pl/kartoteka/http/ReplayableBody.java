package pl.kartoteka.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Function;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.problem.RequestBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A body read once to know it and once more to handle it: a document in memory, a file on the disk. */
sealed interface ReplayableBody {
    int PIECE = 64 * 1024;

    /**
     * Feeds the digest and hands the body on; what is on the disk is gone when its use is over.
     *
     * @param largest what says of itself that it is larger is refused before any of it is taken
     */
    static <T> Mono<T> of(ServerHttpRequest request, DataSize largest, MessageDigest digest,
            Function<ReplayableBody, Mono<T>> use) {
        if (request.getHeaders().getContentLength() > largest.toBytes()) {
            return Mono.error(() -> new DataBufferLimitException("more than " + largest.toBytes() + " bytes"));
        }
        return isDocument(request)
                ? RequestBody.read(request.getBody(), (int) largest.toBytes())
                        .doOnNext(digest::update)
                        .flatMap(bytes -> use.apply(new Document(bytes)))
                : Mono.usingWhen(
                        onDisk(() -> Files.createTempFile("kartoteka-body-", ".part")),
                        path -> DataBufferUtils
                                .write(digested(RequestBody.limited(request.getBody(), largest.toBytes()), digest),
                                        path)
                                .then(Mono.defer(() -> use.apply(new OnDisk(path)))),
                        path -> onDisk(() -> Files.deleteIfExists(path)));
    }

    static boolean isDocument(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        return type == null || MediaType.APPLICATION_JSON.isCompatibleWith(type)
                || type.getSubtype().endsWith("+json");
    }

    Flux<DataBuffer> content(DataBufferFactory buffers);

    /** What a document says; nothing of a file, whose answer names what was made of it. */
    String text();

    private static Flux<DataBuffer> digested(Flux<DataBuffer> body, MessageDigest digest) {
        return body.doOnNext(buffer -> {
            try (var pieces = buffer.readableByteBuffers()) {
                pieces.forEachRemaining(digest::update);
            }
        });
    }

    private static <T> Mono<T> onDisk(Work<T> work) {
        return Mono.fromCallable(work::done).subscribeOn(Schedulers.boundedElastic());
    }

    interface Work<T> {
        T done() throws IOException;
    }

    record Document(byte[] bytes) implements ReplayableBody {
        @Override
        public Flux<DataBuffer> content(DataBufferFactory buffers) {
            return bytes.length == 0 ? Flux.empty() : Flux.defer(() -> Flux.just(buffers.wrap(bytes)));
        }

        @Override
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    record OnDisk(Path path) implements ReplayableBody {
        @Override
        public Flux<DataBuffer> content(DataBufferFactory buffers) {
            return DataBufferUtils.read(path, buffers, PIECE);
        }

        @Override
        public String text() {
            return "";
        }
    }
}

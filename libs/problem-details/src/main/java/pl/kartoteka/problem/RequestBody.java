package pl.kartoteka.problem;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bodies read up to a limit. What is beyond is let run out before it is refused: to close on a caller who is still sending
 * resets the connection, and the refusal would never be read.
 */
public final class RequestBody {
    private static final long LET_RUN_OUT = 64L * 1024 * 1024;
    private static final int SMALL = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RequestBody() {}

    /** All of the body; fails with a {@link DataBufferLimitException} when it is more than that many bytes. */
    public static Mono<byte[]> read(Publisher<DataBuffer> body, int most) {
        return Flux.from(body)
                .collect(() -> new Collected(most), Collected::add)
                .map(Collected::bytes);
    }

    /** The body as it comes; fails at its end when it was more than that many bytes, and hands on no more of it than those. */
    public static Flux<DataBuffer> limited(Flux<DataBuffer> body, long most) {
        return Flux.defer(() -> {
            Counted counted = new Counted(most);
            return body.<DataBuffer>handle((buffer, sink) -> {
                if (counted.isWithin(buffer)) {
                    sink.next(buffer);
                } else {
                    DataBufferUtils.release(buffer);
                }
            }).concatWith(Mono.defer(counted::verdict));
        });
    }

    /** Lets what nobody has read run out, so that an answer can be given. */
    static Mono<Void> runOut(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        boolean none = headers.getContentLength() < 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        boolean small = headers.getContentLength() >= 0 && headers.getContentLength() <= SMALL;
        // Who asks before sending has sent nothing yet.
        if (none || small || headers.containsHeader(HttpHeaders.EXPECT)) {
            return Mono.empty();
        }
        Counted counted = new Counted(0);
        return request.getBody()
                .doOnNext(buffer -> {
                    counted.isWithin(buffer);
                    DataBufferUtils.release(buffer);
                })
                .then()
                .timeout(PATIENCE)
                // Somebody has read it already, or there is no end to it.
                .onErrorComplete();
    }

    private static final class Counted {
        private final long most;
        private long seen;

        Counted(long most) {
            this.most = most;
        }

        boolean isWithin(DataBuffer buffer) {
            seen += buffer.readableByteCount();
            if (seen > most + LET_RUN_OUT) {
                DataBufferUtils.release(buffer);
                throw tooLarge();
            }
            return seen <= most;
        }

        <T> Mono<T> verdict() {
            return seen > most ? Mono.error(this::tooLarge) : Mono.empty();
        }

        DataBufferLimitException tooLarge() {
            return new DataBufferLimitException("more than " + most + " bytes");
        }
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Counted counted;

        Collected(int most) {
            counted = new Counted(most);
        }

        void add(DataBuffer buffer) {
            boolean within = counted.isWithin(buffer);
            byte[] some = new byte[within ? buffer.readableByteCount() : 0];
            buffer.read(some);
            DataBufferUtils.release(buffer);
            bytes.writeBytes(some);
        }

        byte[] bytes() {
            if (counted.seen > counted.most) {
                throw counted.tooLarge();
            }
            return bytes.toByteArray();
        }
    }
}

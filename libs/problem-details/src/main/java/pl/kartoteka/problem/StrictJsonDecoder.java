package pl.kartoteka.problem;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Request bodies through {@link StrictJson}; answers of other services keep Spring's tolerant decoder. */
final class StrictJsonDecoder extends JacksonJsonDecoder {
    private final StrictJson json;

    StrictJsonDecoder(JsonMapper mapper, StrictJson json) {
        super(mapper);
        this.json = json;
    }

    @Override
    public Mono<Object> decodeToMono(
            Publisher<DataBuffer> input, ResolvableType type, @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return RequestBody.read(input, getMaxInMemorySize())
                .filter(body -> body.length > 0)
                .map(body -> read(body, type));
    }

    @Override
    public Object decode(DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        byte[] body = new byte[buffer.readableByteCount()];
        try {
            buffer.read(body);
        } finally {
            DataBufferUtils.release(buffer);
        }
        return read(body, type);
    }

    private Object read(byte[] body, ResolvableType type) {
        MethodParameter parameter = getParameter(type);
        return json.read(body, getJavaType(type.getType(), parameter != null ? parameter.getContainingClass() : null));
    }
}

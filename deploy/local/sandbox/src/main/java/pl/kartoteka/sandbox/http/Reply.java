package pl.kartoteka.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back; {@link #HANG_UP} closes the connection instead.
 *
 * @param isTorn whether the connection is closed in the middle of it
 */
public record Reply(int status, Map<String, String> headers, byte[] body, boolean isTorn) {

    public static final Reply HANG_UP = new Reply(-1, Map.of(), new byte[0]);

    public Reply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, false);
    }

    public static Reply of(int status, String mediaType, String body) {
        return new Reply(status, Map.of("Content-Type", mediaType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply json(int status, Object value) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.bytes(value));
    }

    public static Reply html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page);
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    public Reply header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** The same reply, announced as whole, of which only a half is sent. */
    public Reply torn() {
        return new Reply(status, headers, body, true);
    }

    /** The same reply with the second half of its body lost on the way. */
    public Reply cutInHalf() {
        return new Reply(status, headers, Arrays.copyOf(body, body.length / 2));
    }
}

package pl.kartoteka.consent.link;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A link as bytes: its sort, the minute it ends, ids, and for the way out the code of the purpose. */
final class LinkToken {
    private static final byte ANSWER = 1;
    private static final byte PREFERENCES = 2;
    private static final byte UNSUBSCRIBE = 3;
    private static final byte WITHDRAWALS = 4;
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();
    private static final int LONGEST = 256;

    private LinkToken() {}

    static byte[] bytes(Link link) {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        switch (link) {
            case AnswerLink(var request, var end) -> put(start(bytes, ANSWER, end), request);
            case PreferencesLink(var client, var onlyNo, var end) ->
                    put(start(bytes, onlyNo ? WITHDRAWALS : PREFERENCES, end), client);
            case UnsubscribeLink(var client, var purpose, var decision, var end) ->
                    put(put(start(bytes, UNSUBSCRIBE, end), client), decision)
                            .put(purpose.getBytes(StandardCharsets.UTF_8));
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    /** Null when the bytes are of no link. */
    static @Nullable Link read(byte[] token) {
        ByteBuffer bytes = ByteBuffer.wrap(token);
        try {
            byte sort = bytes.get();
            Instant end = Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt()) * MINUTE);
            UUID first = uuid(bytes);
            return switch (sort) {
                case ANSWER -> new AnswerLink(first, end);
                case PREFERENCES -> new PreferencesLink(first, false, end);
                case WITHDRAWALS -> new PreferencesLink(first, true, end);
                case UNSUBSCRIBE -> {
                    UUID decision = uuid(bytes);
                    byte[] purpose = new byte[bytes.remaining()];
                    bytes.get(purpose);
                    yield new UnsubscribeLink(first, new String(purpose, StandardCharsets.UTF_8), decision, end);
                }
                default -> null;
            };
        } catch (BufferUnderflowException _) {
            return null;
        }
    }

    private static ByteBuffer start(ByteBuffer bytes, byte sort, Instant end) {
        return bytes.put(sort).putInt((int) (end.getEpochSecond() / MINUTE));
    }

    private static ByteBuffer put(ByteBuffer bytes, UUID id) {
        return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}

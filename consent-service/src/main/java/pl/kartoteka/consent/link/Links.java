package pl.kartoteka.consent.link;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes links and opens them. Nothing is kept of a link: its signature (HMAC-SHA-256, 128 bits of it) is the proof that we made it. */
@Component
public class Links {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration STAY = Duration.ofHours(1);
    private static final int SIGNATURE = 16;
    private static final int LONGEST = 512;

    private final List<SecretKeySpec> keys;
    private final Guesses guesses = new Guesses();
    private final LinkProperties properties;
    private final Clock clock;

    Links(LinkProperties properties, Clock clock) {
        this.keys = Stream.concat(Stream.of(properties.key()), properties.retiredKeys().stream())
                .map(key -> new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        this.properties = properties;
        this.clock = clock;
    }

    /** The way out of one message. */
    public URI unsubscribe(UUID clientId, String purpose, UUID decisionId) {
        return uri("unsubscribe", new UnsubscribeLink(clientId, purpose, decisionId, in(properties.unsubscribe())));
    }

    public URI preferences(UUID clientId) {
        return uri("preferences", new PreferencesLink(clientId, false, in(properties.preferences())));
    }

    /** For who stands on another page already: as long as that, and to say no. A yes takes a link made for it. */
    public URI withdrawals(UUID clientId) {
        return uri("preferences", new PreferencesLink(clientId, true, in(STAY)));
    }

    public URI answer(UUID requestId, Instant expiresAt) {
        return uri("consents", new AnswerLink(requestId, expiresAt));
    }

    /** Until when a question can be answered if nobody says otherwise. */
    public Instant usualEnd() {
        return in(properties.answer());
    }

    /** What the token opens; {@link LinkInvalid} when we did not make it for this, {@link LinkExpired} when its time is over. */
    public <L extends Link> L open(String token, Class<L> sort) {
        Link link = verified(token);
        if (!sort.isInstance(link)) {
            throw guesses.isTooMany(clock.instant()) ? new TooManyGuesses() : new LinkInvalid();
        }
        if (!clock.instant().isBefore(link.expiresAt())) {
            throw new LinkExpired();
        }
        return sort.cast(link);
    }

    String token(Link link) {
        byte[] content = LinkToken.bytes(link);
        byte[] token = Arrays.copyOf(content, content.length + SIGNATURE);
        System.arraycopy(signature(keys.getFirst(), content), 0, token, content.length, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private URI uri(String what, Link link) {
        String address = properties.url().toString();
        String start = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return URI.create(start + "/api/v1/public/" + what + "/" + token(link));
    }

    private Instant in(Duration duration) {
        return clock.instant().plus(duration);
    }

    private @Nullable Link verified(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= SIGNATURE) {
            return null;
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
        byte[] given = Arrays.copyOfRange(bytes, bytes.length - SIGNATURE, bytes.length);
        boolean ours = keys.stream().anyMatch(key -> MessageDigest.isEqual(given, signature(key, content)));
        return ours ? LinkToken.read(content) : null;
    }

    private static byte[] decoded(String token) {
        if (token.length() > LONGEST) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            // One link has one spelling.
            boolean same = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
            return same ? bytes : new byte[0];
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] signature(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing (every Java platform must have it)", e);
        }
    }
}

package pl.kartoteka.consent.link;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinksTest {
    private static final String KEY = "synthetic-key-of-the-tests-0123456789";
    private static final String OTHER_KEY = "another-key-of-the-tests-0123456789-x";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID CLIENT = UUID.randomUUID();
    private static final UUID DECISION = UUID.randomUUID();

    private final Links links = links(KEY, List.of(), NOON);

    @Test
    void opensWhatItHasMade() {
        String token = token(links.unsubscribe(CLIENT, "EMAIL_MARKETING", DECISION));

        var link = links.open(token, UnsubscribeLink.class);

        assertThat(link.clientId()).isEqualTo(CLIENT);
        assertThat(link.purpose()).isEqualTo("EMAIL_MARKETING");
        assertThat(link.decisionId()).isEqualTo(DECISION);
        assertThat(link.expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(100)));
        assertThat(links.unsubscribe(CLIENT, "EMAIL_MARKETING", DECISION).toString())
                .startsWith("https://zgody.example/api/v1/public/unsubscribe/");
    }

    @Test
    void opensNothingOfAnotherSort() {
        String preferences = token(links.preferences(CLIENT));

        assertThat(links.open(preferences, PreferencesLink.class).clientId()).isEqualTo(CLIENT);
        assertThatThrownBy(() -> links.open(preferences, UnsubscribeLink.class)).isInstanceOf(LinkInvalid.class);
        assertThatThrownBy(() -> links.open(preferences, AnswerLink.class)).isInstanceOf(LinkInvalid.class);
    }

    @Test
    void tellsThePageThatOnlyTakesANoFromTheWholeOne() {
        String whole = token(links.preferences(CLIENT));
        String onlyNo = token(links.withdrawals(CLIENT));

        assertThat(links.open(whole, PreferencesLink.class).onlyNo()).isFalse();
        assertThat(links.open(onlyNo, PreferencesLink.class).onlyNo()).isTrue();
        assertThat(links.open(onlyNo, PreferencesLink.class).expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void refusesEveryAlteredByte() {
        String token = token(links.unsubscribe(CLIENT, "EMAIL_MARKETING", DECISION));
        byte[] bytes = Base64.getUrlDecoder().decode(token);

        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
            // A fresh instance each time: who guesses often is told so.
            assertThatThrownBy(() -> links(KEY, List.of(), NOON).open(forged, UnsubscribeLink.class))
                    .isInstanceOf(LinkInvalid.class);
        }
    }

    @Test
    void refusesWhatIsNoLinkAtAll() {
        for (String nothing : List.of("", "a", "%%%", "żółć", "A".repeat(5_000), "AAAA",
                token(links.preferences(CLIENT)) + "=")) {
            assertThatThrownBy(() -> links.open(nothing, PreferencesLink.class)).isInstanceOf(LinkInvalid.class);
        }
    }

    @Test
    void endsToTheMinute() {
        String token = token(links.answer(CLIENT, NOON.plus(Duration.ofMinutes(5))));

        assertThat(links(KEY, List.of(), NOON.plus(Duration.ofMinutes(5)).minusNanos(1))
                .open(token, AnswerLink.class).requestId()).isEqualTo(CLIENT);
        assertThatThrownBy(() -> links(KEY, List.of(), NOON.plus(Duration.ofMinutes(5))).open(token, AnswerLink.class))
                .isInstanceOf(LinkExpired.class);
    }

    @Test
    void staysTrueWhenTheKeyChanges() {
        String token = token(links.unsubscribe(CLIENT, "EMAIL_MARKETING", DECISION));

        assertThat(links(OTHER_KEY, List.of(KEY), NOON).open(token, UnsubscribeLink.class).clientId())
                .isEqualTo(CLIENT);
        assertThatThrownBy(() -> links(OTHER_KEY, List.of(), NOON).open(token, UnsubscribeLink.class))
                .isInstanceOf(LinkInvalid.class);
    }

    @Test
    void holdsUpWhoGuessesAndNobodyElse() {
        String token = token(links.preferences(CLIENT));
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> links.open("guess", PreferencesLink.class)).isInstanceOf(LinkInvalid.class);
        }

        assertThatThrownBy(() -> links.open("guess", PreferencesLink.class)).isInstanceOf(TooManyGuesses.class);
        assertThat(links.open(token, PreferencesLink.class).clientId()).isEqualTo(CLIENT);
    }

    private static Links links(String key, List<String> retired, Instant now) {
        return new Links(
                new LinkProperties(key, retired, URI.create("https://zgody.example/"), Duration.ofDays(100),
                        Duration.ofDays(10), Duration.ofDays(1)),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String token(URI link) {
        String path = link.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

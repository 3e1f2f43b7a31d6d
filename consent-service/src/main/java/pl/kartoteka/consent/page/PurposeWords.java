package pl.kartoteka.consent.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeText;

/** What a person is told of purposes and days. */
public final class PurposeWords {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private PurposeWords() {}

    /** The newest text in that language. */
    public static Optional<PurposeText> newest(Purpose purpose, String language) {
        return purpose.texts().stream()
                .filter(text -> text.language().equals(language))
                .max(Comparator.comparingInt(PurposeText::version));
    }

    /** The newest text in that language, else in Polish, else in any there is. */
    public static Optional<PurposeText> bestFor(Purpose purpose, Locale language) {
        return newest(purpose, language.getLanguage())
                .or(() -> newest(purpose, "pl"))
                .or(() -> purpose.texts().stream().max(Comparator.comparingInt(PurposeText::version)));
    }

    public static @Nullable String day(@Nullable Instant instant, Locale language) {
        return instant == null
                ? null
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(language)
                        .format(instant.atZone(WARSAW));
    }
}

package pl.kartoteka.consent.preference;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.consent.ConsentStatus;
import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.page.Pages;
import pl.kartoteka.consent.page.PurposeWords;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeText;

/**
 * One purpose as its person sees it.
 *
 * @param version to be sent back as {@code seen.<purpose>}, so that a page that has grown old grants nothing
 * @param yes whether it may be done now; neither yes nor no where she has not said
 * @param offersYes whether a yes is taken here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Preference(
        String purpose,
        String name,
        LegalBasis legalBasis,
        String text,
        String textLanguage,
        int textVersion,
        ConsentStatus status,
        long version,
        boolean yes,
        boolean no,
        boolean offersYes,
        @JsonIgnore String statusText,
        @JsonIgnore String yesText,
        @JsonIgnore String noText,
        @Nullable String answeredOn,
        @Nullable String validUntil) {

    /** Empty for a purpose that takes no answers. */
    static Optional<Preference> of(
            Purpose purpose, OwnConsent consent, boolean onlyNo, Pages pages, Locale language) {
        return purpose.takesAnswers()
                ? PurposeWords.bestFor(purpose, language)
                        .map(text -> of(purpose, text, consent, onlyNo, pages, language))
                : Optional.empty();
    }

    private static Preference of(
            Purpose purpose, PurposeText text, OwnConsent consent, boolean onlyNo, Pages pages, Locale language) {
        Map<String, String> texts = pages.texts(language);
        boolean said = consent.status() == ConsentStatus.REFUSED || consent.status() == ConsentStatus.WITHDRAWN;
        boolean objection = purpose.takesObjections();
        String state = objection ? said ? "OBJECTED" : "IN_USE" : consent.status().name();
        boolean tells = consent.isGranted() || said;
        return new Preference(
                purpose.code(),
                pages.name(purpose, language),
                purpose.legalBasis(),
                text.text(),
                text.language(),
                text.version(),
                consent.status(),
                consent.version(),
                objection ? !said : consent.isGranted(),
                said,
                purpose.active() && !onlyNo,
                String.valueOf(texts.get("status" + state)),
                String.valueOf(texts.get(objection ? "mayProcess" : "agree")),
                String.valueOf(texts.get(objection ? "object" : "disagree")),
                tells ? PurposeWords.day(consent.answeredAt(), language) : null,
                consent.isGranted() ? PurposeWords.day(consent.validUntil(), language) : null);
    }
}

package pl.kartoteka.consent.asking;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.consent.ConsentStatus;
import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.page.Pages;
import pl.kartoteka.consent.page.PurposeWords;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeText;

/** One question as the person sees it: the very text she was asked with, and whether it waits for her answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuestionView(
        String purpose,
        String name,
        String text,
        String textLanguage,
        int textVersion,
        boolean open,
        ConsentStatus status,
        @JsonIgnore String statusText,
        @JsonIgnore boolean renewal,
        @JsonIgnore @Nullable String answeredOn,
        @JsonIgnore @Nullable String validUntil) {

    static QuestionView of(
            AskedQuestion question, Purpose purpose, OwnConsent consent, Pages pages, Locale language) {
        boolean waits = question.isOpenFor(consent);
        boolean open = waits && purpose.active();
        String state = !purpose.active()
                ? "RETIRED"
                : !waits && consent.status() == ConsentStatus.PENDING ? "REPLACED" : consent.status().name();
        PurposeText text = purpose.text(question.text().version(), question.text().language())
                .orElseThrow(() -> new IllegalStateException("a text that was asked with is missing"));
        return new QuestionView(
                question.purpose(),
                pages.name(purpose, language),
                text.text(),
                text.language(),
                text.version(),
                open,
                consent.status(),
                String.valueOf(pages.texts(language).get("status" + state)),
                open && consent.isGranted(),
                PurposeWords.day(consent.answeredAt(), language),
                PurposeWords.day(consent.validUntil(), language));
    }
}

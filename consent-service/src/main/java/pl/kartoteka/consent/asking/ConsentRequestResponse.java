package pl.kartoteka.consent.asking;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** @param link for the person; told once, to whoever asks her, since whoever has it can answer */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentRequestResponse(
        UUID id,
        UUID clientId,
        String language,
        List<QuestionAsked> questions,
        @Nullable URI link,
        Instant createdAt,
        String createdBy,
        Instant expiresAt) {

    static ConsentRequestResponse of(Asked asked, @Nullable URI link) {
        return new ConsentRequestResponse(
                asked.id(),
                asked.clientId(),
                asked.language(),
                asked.questions().stream().map(QuestionAsked::of).toList(),
                link,
                asked.createdAt(),
                asked.createdBy(),
                asked.expiresAt());
    }

    record QuestionAsked(String purpose, String textLanguage, int textVersion) {
        private static QuestionAsked of(AskedQuestion question) {
            return new QuestionAsked(
                    question.purpose(), question.text().language(), question.text().version());
        }
    }
}

package pl.kartoteka.consent.purpose;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
record PurposeResponse(
        String code,
        String name,
        @Nullable String description,
        LegalBasis legalBasis,
        List<Channel> channels,
        @Nullable Integer validityDays,
        List<PurposeText> texts,
        boolean active,
        long version) {

    static PurposeResponse of(Purpose purpose) {
        return new PurposeResponse(
                purpose.code(),
                purpose.name(),
                purpose.description(),
                purpose.legalBasis(),
                purpose.channels(),
                purpose.validityDays(),
                purpose.texts(),
                purpose.active(),
                purpose.version());
    }
}

package pl.kartoteka.gus.vies;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The body of a check, in the words of VIES. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ViesRequest(
        String countryCode,
        String vatNumber,
        @Nullable String requesterMemberStateCode,
        @Nullable String requesterNumber) {}

package pl.kartoteka.gus.lookup;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Register;
import tools.jackson.databind.JsonNode;

/** What one register said. */
record LookupResponse(
        UUID id,
        Register register,
        Environment environment,
        Map<String, String> question,
        Outcome outcome,
        Instant checkedAt,
        Freshness freshness,
        ProofResponse proof,
        @Nullable JsonNode data) {

    static LookupResponse of(Lookup lookup) {
        var answer = lookup.answer();
        return new LookupResponse(answer.id(), answer.register(), answer.environment(), answer.criteria(),
                answer.outcome(), answer.checkedAt(), lookup.freshness(), ProofResponse.of(answer), answer.data());
    }
}

package pl.kartoteka.gus.lookup;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.answer.KeptAnswer;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Register;
import tools.jackson.databind.JsonNode;

/** A kept answer as an auditor sees it: with the text as it came. */
record KeptAnswerResponse(
        UUID id,
        Register register,
        Environment environment,
        Map<String, String> question,
        Outcome outcome,
        Instant checkedAt,
        ProofResponse proof,
        @Nullable JsonNode data,
        String raw) {

    static KeptAnswerResponse of(KeptAnswer answer, String raw) {
        return new KeptAnswerResponse(answer.id(), answer.register(), answer.environment(), answer.criteria(),
                answer.outcome(), answer.checkedAt(), ProofResponse.of(answer), answer.data(), raw);
    }
}

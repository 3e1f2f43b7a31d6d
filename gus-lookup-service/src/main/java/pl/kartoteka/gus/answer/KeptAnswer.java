package pl.kartoteka.gus.answer;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Proof;
import pl.kartoteka.gus.register.Register;
import tools.jackson.databind.JsonNode;

/** A good answer of a register in the archive. */
public record KeptAnswer(
        UUID id,
        Register register,
        Environment environment,
        String question,
        @Nullable String nip,
        Outcome outcome,
        Instant checkedAt,
        Proof proof,
        @Nullable JsonNode data,
        String sha256) {

    /** The question by its parts. */
    public Map<String, String> criteria() {
        var criteria = new LinkedHashMap<String, String>();
        Arrays.stream(question.split("&"))
                .map(part -> part.split("=", 2))
                .forEach(part -> criteria.put(part[0], part[1]));
        return criteria;
    }

    /** Masked: a question names a number that may be a person's. */
    @Override
    public String toString() {
        return "KeptAnswer[" + id + " " + register + " " + outcome + " " + checkedAt + "]";
    }
}

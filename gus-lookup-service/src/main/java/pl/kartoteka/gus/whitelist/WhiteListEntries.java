package pl.kartoteka.gus.whitelist;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.JsonAnswer;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.Reply;
import pl.kartoteka.gus.register.Told;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer to a search for many: an entry for each number, or in older versions one list of subjects. The request id
 * proves each of them.
 */
record WhiteListEntries(JsonNode result, LocalDate day) {
    static final int MOST = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    List<Told> of(List<Question> questions) {
        if (!result.path("entries").isArray() && !result.path("subjects").isArray()) {
            throw RegisterFailure.broken("white list: an answer without entries");
        }
        return questions.stream().map(this::told).toList();
    }

    private Told told(Question question) {
        try {
            return new Told.Answered(question, reply(question));
        } catch (RegisterFailure failure) {
            return new Told.Failed(question, failure);
        }
    }

    private Reply reply(Question question) {
        var by = WhiteListRegister.by(question);
        if (by == null) {
            throw RegisterFailure.broken("white list: asked by another number");
        }
        var subject = result.path("entries").isArray()
                ? inEntry(by)
                : named(by, JsonAnswer.items(result, "subjects"));
        var proof = WhiteListRegister.proof(result);
        return subject == null
                ? Reply.notFound(proof, raw("identifier", JSON.valueToTree(by.number())))
                : Reply.found(JsonAnswer.text(subject, "nip"), WhiteListReading.entry(day, subject, question), proof,
                        raw("subject", subject));
    }

    private @Nullable JsonNode inEntry(WhiteListRegister.By by) {
        var entry = JsonAnswer.items(result, "entries").stream()
                .filter(candidate -> by.number().equals(JsonAnswer.text(candidate, "identifier")))
                .findFirst()
                .orElseThrow(() -> RegisterFailure.broken("white list: an answer without one of the numbers"));
        if (entry.path("error").isObject()) {
            throw WhiteListRegister.malformed(JsonAnswer.text(entry.path("error"), "code"), Set.of(by.kind()));
        }
        if (!entry.path("subjects").isArray()) {
            throw RegisterFailure.broken("white list: an entry without subjects");
        }
        return JsonAnswer.items(entry, "subjects").stream().findFirst().orElse(null);
    }

    private static @Nullable JsonNode named(WhiteListRegister.By by, List<JsonNode> subjects) {
        return subjects.stream()
                .filter(subject -> by.number().equals(JsonAnswer.text(subject, by.kind())))
                .findFirst()
                .orElse(null);
    }

    /** Of the answer to many what concerns one: nobody's proof holds the others. */
    private String raw(String name, JsonNode part) {
        var kept = new LinkedHashMap<String, Object>();
        kept.put(name, part);
        kept.put("requestId", result.path("requestId"));
        kept.put("requestDateTime", result.path("requestDateTime"));
        return Redaction.withoutPesel(JSON.writeValueAsString(kept));
    }
}

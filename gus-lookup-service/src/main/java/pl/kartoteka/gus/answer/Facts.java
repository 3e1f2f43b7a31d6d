package pl.kartoteka.gus.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.CompanyEvent.Change;
import pl.kartoteka.gus.register.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The facts of an answer as they are kept, published and compared. */
@Component
class Facts {
    /** Persons of a company are shown to who asks, and not broadcast. */
    private static final Set<String> NOT_PUBLISHED = Set.of("representatives", "authorizedClerks", "partners");

    private final JsonMapper json;

    Facts(JsonMapper json) {
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(inclusion -> inclusion
                        .withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    String write(Object data) {
        return json.writeValueAsString(data);
    }

    JsonNode read(String data) {
        return json.readTree(data);
    }

    /** By field name; empty when nothing was found. */
    Map<String, Object> published(Outcome outcome, @Nullable JsonNode data) {
        var facts = new LinkedHashMap<String, Object>();
        if (outcome == Outcome.FOUND && data != null) {
            subject(data).properties().stream()
                    .filter(fact -> !NOT_PUBLISHED.contains(fact.getKey()))
                    .forEach(fact -> facts.put(fact.getKey(), plain(fact.getValue())));
        }
        return facts;
    }

    /** What differs but in its writing, field by field, nested fields by their path; lists whatever their order. */
    List<Change> changes(Outcome outcomeBefore, @Nullable JsonNode before, Outcome outcome, @Nullable JsonNode after) {
        var changes = new ArrayList<Change>();
        if (outcomeBefore != outcome) {
            changes.add(new Change("outcome", outcomeBefore.name(), outcome.name()));
        }
        var left = flat(published(outcomeBefore, before));
        var right = flat(published(outcome, after));
        var fields = new TreeSet<>(left.keySet());
        fields.addAll(right.keySet());
        for (var field : fields) {
            if (!Sameness.same(left.get(field), right.get(field))) {
                changes.add(new Change(field, left.get(field), right.get(field)));
            }
        }
        return changes;
    }

    /** Of the white list the taxpayer, without the day of the question, which differs every day. */
    private static JsonNode subject(JsonNode data) {
        var subject = data.path("subject");
        return subject.isObject() ? subject : data;
    }

    private Object plain(JsonNode value) {
        return json.treeToValue(value, Object.class);
    }

    private static Map<String, Object> flat(Map<String, Object> facts) {
        var flat = new LinkedHashMap<String, Object>();
        facts.forEach((field, value) -> flatten(field, value, flat));
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((field, inner) -> {
                if (inner != null) {
                    flatten(path + "." + field, inner, flat);
                }
            });
        } else {
            flat.put(path, value);
        }
    }
}

package pl.kartoteka.segment.catalogue;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.segment.criteria.ProfileFields;
import pl.kartoteka.segment.definition.Segment.Type;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Criteria of a request as a rule, or a 400 that names every mistake by its path. */
final class CheckedCriteria {
    private static final String PATH = "criteria";

    private CheckedCriteria() {}

    /** The rule of a dynamic segment; null for a static one, which has none. */
    static CriteriaReading.@Nullable Understood of(SegmentRequest request) {
        JsonNode criteria = request.criteria();
        boolean given = criteria != null && !criteria.isNull();
        if (request.type() == Type.STATIC) {
            if (given) {
                throw new InvalidInput(PATH, "segment.criteria.static");
            }
            return null;
        }
        return of(criteria);
    }

    static CriteriaReading.Understood of(@Nullable JsonNode criteria) {
        if (criteria == null || criteria.isNull()) {
            throw new InvalidInput(PATH, "required");
        }
        return understood(CriteriaReader.read(criteria, PATH, ProfileFields.CATALOGUE));
    }

    private static CriteriaReading.Understood understood(CriteriaReading reading) {
        return switch (reading) {
            case CriteriaReading.Understood understood -> understood;
            case CriteriaReading.Refused(var mistakes) -> throw new InvalidInput(mistakes.stream()
                    .map(mistake -> new FieldError(mistake.path(), mistake.code(), mistake.arguments()))
                    .toList());
        };
    }

    /** Criteria may ask about segments their author can see, and about no others. */
    static Mono<Void> requireVisible(CriteriaReading.Understood criteria, Segments segments, Viewer viewer) {
        Map<UUID, String> paths = criteria.segmentPaths();
        return segments.invisible(paths.keySet(), viewer)
                .map(unknown -> FieldError.of(paths.getOrDefault(unknown, PATH), "criteria.value.segment-unknown"))
                .collectList()
                .flatMap(errors -> errors.isEmpty() ? Mono.empty() : Mono.error(new InvalidInput(errors)));
    }

    static boolean same(@Nullable String before, @Nullable String after) {
        return Objects.equals(tree(before), tree(after));
    }

    private static @Nullable JsonNode tree(@Nullable String criteria) {
        return criteria == null ? null : JsonMapper.shared().readTree(criteria);
    }
}

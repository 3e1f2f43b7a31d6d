package pl.kartoteka.segment.catalogue;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.RuleSql;
import pl.kartoteka.segment.criteria.ProfileSql;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Whom criteria would pick, before they are saved; over the whole base in SQL. */
@Component
class SegmentPreview {
    private static final int SAMPLE = 10;

    private final DatabaseClient database;
    private final Segments segments;
    private final Clock clock;

    SegmentPreview(DatabaseClient database, Segments segments, Clock clock) {
        this.database = database;
        this.segments = segments;
        this.clock = clock;
    }

    /** @param sample the first of them, by id */
    record Preview(long count, List<Sampled> sample) {}

    /** @param name left out for callers who may not read clients */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sampled(UUID clientId, @Nullable String name) {}

    Mono<Preview> of(@Nullable JsonNode criteria, Viewer viewer, boolean withNames) {
        CriteriaReading.Understood understood = CheckedCriteria.of(criteria);
        RuleSql sql = RuleSql.filter(
                understood.rule(), clock.instant().atZone(Facts.WARSAW).toLocalDate(), ProfileSql.FACTS);
        return CheckedCriteria.requireVisible(understood, segments, viewer)
                .then(Mono.defer(() -> count(sql)))
                .flatMap(count -> sample(sql, withNames).map(sample -> new Preview(count, sample)));
    }

    private Mono<Long> count(RuleSql sql) {
        return matching("count(*)", sql, "").mapValue(Long.class).one();
    }

    private Mono<List<Sampled>> sample(RuleSql sql, boolean withNames) {
        String name = withNames ? "p.display_name" : "null::text";
        return matching("p.client_id, " + name + " as name", sql, " order by p.client_id limit " + SAMPLE)
                .mapProperties(Sampled.class).all().collectList();
    }

    private DatabaseClient.GenericExecuteSpec matching(String columns, RuleSql sql, String tail) {
        return sql.bindTo(
                database.sql("select " + columns + " from profile p where p.present and " + sql.condition() + tail),
                DatabaseClient.GenericExecuteSpec::bind);
    }
}

package pl.kartoteka.segment.criteria;

import java.util.List;
import java.util.Map;

import pl.kartoteka.criteria.FactSql;
import pl.kartoteka.criteria.Rule;
import pl.kartoteka.criteria.SqlParameters;

/** The facts of a client in the columns of {@code profile p}. */
public enum ProfileSql implements FactSql {
    FACTS;

    /** Facts with a column of their own; the others are read from the JSON. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("stage", "p.stage"),
            Map.entry("kind", "p.kind"),
            Map.entry("active", "p.active"),
            Map.entry("name", "p.name"),
            Map.entry("nip", "p.nip"),
            Map.entry("importance", "p.importance"),
            Map.entry("group", "p.client_group"),
            Map.entry("industry", "p.industry"),
            Map.entry("address.city", "p.city"),
            Map.entry("createdAt", "p.created_at"),
            Map.entry("documents.lastDate", "p.documents_last_day"),
            Map.entry("documents.turnover", "p.documents_turnover"));

    @Override
    public String fact(Rule.Condition condition, SqlParameters parameters) {
        String key = condition.key();
        String column = COLUMNS.get(key);
        if (column != null) {
            return column;
        }
        return switch (condition.field().type()) {
            case TEXT -> "(p.facts ->> " + parameters.bind(key) + ")";
            case NUMBER -> "(p.facts ->> " + parameters.bind(key) + ")::numeric";
            case FLAG, CUSTOM -> "(p.facts ->> " + parameters.bind(key) + ")::boolean";
            case DAY, MOMENT -> "(p.facts ->> " + parameters.bind(key) + ")::bigint";
            case SET -> set(condition.facts(), parameters);
            case SEGMENT -> throw new IllegalStateException("membership is no fact");
        };
    }

    /** Of the texts in a custom field that holds one a list is made. */
    private static String set(List<String> facts, SqlParameters parameters) {
        String list = "(p.facts -> " + parameters.bind(facts.getFirst()) + ")";
        return facts.size() == 1
                ? list
                : "coalesce(" + list + ", jsonb_build_array(p.facts -> " + parameters.bind(facts.getLast()) + "))";
    }

    @Override
    public String memberOf(String segments) {
        return "exists (select 1 from membership m join segment s on s.id = m.segment_id and s.live_generation ="
                + " m.generation where m.client_id = p.client_id and m.segment_id = any(" + segments + "))";
    }
}

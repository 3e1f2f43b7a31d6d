package pl.kartoteka.criteria;

import org.jspecify.annotations.Nullable;

/** Where the tables of a service keep the facts that rules ask about. */
public interface FactSql {

    /**
     * The fact a condition looks at ({@link Rule.Condition#key()}) as an expression, null where it is not known: folded
     * text, numeric, boolean, days or microseconds since 1970-01-01 as bigint, or a jsonb array of folded texts.
     */
    String fact(Rule.Condition condition, SqlParameters parameters);

    /** That the client is a member of one of the segments. */
    String memberOf(String segments);

    /** The positive meaning of a condition where there is a shorter way to it than by its fact; else null. */
    default @Nullable String directly(Rule.Condition condition, SqlParameters parameters) {
        return null;
    }
}

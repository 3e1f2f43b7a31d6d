package pl.kartoteka.criteria;

import java.util.Set;

/** The positive operators on one text, in SQL. */
public final class TextSql {
    private TextSql() {}

    /** @param expression of the folded text */
    public static String compare(
            Operator operator, String expression, Set<String> folded, SqlParameters parameters) {
        String one = folded.iterator().next();
        return switch (operator) {
            case EQ -> expression + " = " + parameters.bind(one);
            case IN -> expression + " = any(" + parameters.bind(folded.toArray(String[]::new)) + ")";
            case CONTAINS -> "strpos(" + expression + ", " + parameters.bind(one) + ") > 0";
            case STARTS_WITH -> "starts_with(" + expression + ", " + parameters.bind(one) + ")";
            default -> throw new IllegalStateException(operator + " (expected: an operator on text)");
        };
    }
}

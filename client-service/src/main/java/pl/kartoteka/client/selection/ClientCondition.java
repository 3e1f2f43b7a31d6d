package pl.kartoteka.client.selection;

import java.util.Map;

/**
 * A filter as SQL.
 *
 * @param sql a condition on the table {@code client}, for a {@code where}
 */
public record ClientCondition(String sql, Map<String, Object> parameters) {}

package pl.kartoteka.criteria;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What reading criteria came to: a rule, or every mistake in them. */
public sealed interface CriteriaReading {

    /** @param segmentPaths where each segment it asks about is named */
    record Understood(Rule rule, Map<UUID, String> segmentPaths) implements CriteriaReading {}

    record Refused(List<CriteriaMistake> mistakes) implements CriteriaReading {}
}

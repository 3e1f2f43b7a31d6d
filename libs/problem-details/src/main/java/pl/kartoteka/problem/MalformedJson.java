package pl.kartoteka.problem;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What was sent is not JSON, or says one field twice. */
final class MalformedJson extends DomainProblem {
    MalformedJson(JacksonException failure) {
        super(Kind.INVALID, "malformed-json");
        TokenStreamLocation location = failure.getLocation();
        int line = location != null ? location.getLineNr() : 1;
        int column = location != null ? location.getColumnNr() : 1;
        arg("line", line).arg("column", column).with("line", line).with("column", column);
    }
}

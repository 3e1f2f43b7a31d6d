package pl.kartoteka.gus.company;

import java.util.List;

import pl.kartoteka.gus.register.Register;

/**
 * A field of which registers say different things.
 *
 * @param values in the order of precedence: the first is the one shown in the company
 */
record Disagreement(String field, List<Said> values) {

    record Said(Register source, Object value) {}
}

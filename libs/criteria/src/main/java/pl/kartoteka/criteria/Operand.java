package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a condition compares with, checked against the operator and the type of the field when it was read. */
public sealed interface Operand {

    /** {@code isSet}, {@code isNotSet}. */
    record Nothing() implements Operand {}

    /** Folded texts, at least one. */
    record Texts(Set<String> folded) implements Operand {}

    /** One number, two for {@code between}, any for {@code in}. */
    record Numbers(List<BigDecimal> values) implements Operand {}

    record Flag(boolean value) implements Operand {}

    /** One day, or the first and the last for {@code between}. */
    record Dates(LocalDate first, LocalDate last) implements Operand {}

    /** One instant, or the first and the last for {@code between}. */
    record Moments(Instant first, Instant last) implements Operand {}

    /** How many days back or ahead. */
    record Reach(int days) implements Operand {}

    record Segments(Set<UUID> ids) implements Operand {}
}

package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** One thing known of a client, in the form in which rules compare it. */
sealed interface Fact {

    record Text(String folded) implements Fact {}

    record Number(BigDecimal value) implements Fact {
        /** 1.0 and 1.00 are one number. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Number(var theirs) && value.compareTo(theirs) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    record Flag(boolean value) implements Fact {}

    record Day(LocalDate date) implements Fact {}

    record Moment(Instant at) implements Fact {}

    /** Never empty: an empty set is a missing fact. */
    record Many(Set<String> folded) implements Fact {}
}

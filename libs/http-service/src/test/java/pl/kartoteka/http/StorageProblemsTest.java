package pl.kartoteka.http;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import pl.kartoteka.problem.DomainProblem;

import static org.assertj.core.api.Assertions.assertThat;

class StorageProblemsTest {
    private final StorageProblems problems = new StorageProblems();

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "53300", "57P01"})
    void asksToComeBackWhereTheDatabaseIsAway(String sqlState) {
        assertThat(problems.translate(failure(sqlState)))
                .extracting(DomainProblem::kind).isEqualTo(DomainProblem.Kind.UNAVAILABLE);
    }

    /** An index that does not take a value this long, an exception of a trigger: to come back would change nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"54000", "P0001"})
    void doesNotBlameAnOutageForARefusal(String sqlState) {
        assertThat(problems.translate(failure(sqlState))).isNull();
    }

    /** As Spring translates what the driver says of every code that it does not know. */
    private static Exception failure(String sqlState) {
        return new DataAccessResourceFailureException("executeMany",
                new R2dbcNonTransientResourceException("refused", sqlState) {
                });
    }
}

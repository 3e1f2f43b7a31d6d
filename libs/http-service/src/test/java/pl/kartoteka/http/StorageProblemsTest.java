package pl.kartoteka.http;

import java.util.List;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.UncategorizedR2dbcException;
import pl.kartoteka.problem.DomainProblem;

import static org.assertj.core.api.Assertions.assertThat;

class StorageProblemsTest {
    private final StorageProblems problems = new StorageProblems();

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "53300", "57P01", "57014"})
    void asksToComeBackWhereTheDatabaseIsAway(String sqlState) {
        assertThat(problems.translate(failure(sqlState)))
                .extracting(DomainProblem::kind).isEqualTo(DomainProblem.Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void asksToRepeatWhatGotInTheWayOfAnother(String sqlState) {
        var rolledBack = new R2dbcTransientException("deadlock detected", sqlState) {
        };

        assertThat(List.of(rolledBack, new UncategorizedR2dbcException("execute", "insert", rolledBack)))
                .extracting(problems::translate)
                .allSatisfy(problem -> assertThat(problem.type()).isEqualTo("concurrent-change"));
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

package pl.kartoteka.reliable;

import java.io.IOException;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

class TransientFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "28P01", "40001", "53300", "55P03", "57P01", "58030"})
    void waitsForADatabaseThatIsAway(String sqlState) {
        assertThat(TransientFailures.include(translated(sqlState))).isTrue();
    }

    /** A row that no index takes, an exception of a trigger, a transaction that failed before: no repetition cures these. */
    @ParameterizedTest
    @ValueSource(strings = {"54000", "P0001", "0A000", "25P02", "XX000"})
    void doesNotWaitForWhatTheDatabaseRefuses(String sqlState) {
        assertThat(TransientFailures.include(translated(sqlState))).isFalse();
    }

    @Test
    void waitsWhereNobodyAnswers() {
        assertThat(TransientFailures.include(new R2dbcNonTransientResourceException("connection closed") {
        })).isTrue();
        assertThat(TransientFailures.include(new DataAccessResourceFailureException("no connection"))).isTrue();
        assertThat(TransientFailures.include(new CannotCreateTransactionException("no", refusal("XX000")))).isTrue();
        assertThat(TransientFailures.include(new IllegalStateException(new IOException("reset")))).isTrue();
    }

    @Test
    void doesNotWaitForAFaultOfOurs() {
        assertThat(TransientFailures.include(new IllegalStateException("a bug"))).isFalse();
    }

    /** As Spring hands it to a listener. */
    private static Exception translated(String sqlState) {
        return new DataAccessResourceFailureException("executeMany", refusal(sqlState));
    }

    /** As the driver spells every code that it does not know. */
    private static R2dbcException refusal(String sqlState) {
        return new R2dbcNonTransientResourceException("refused", sqlState) {
        };
    }
}

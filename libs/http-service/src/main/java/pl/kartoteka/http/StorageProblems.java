package pl.kartoteka.http;

import java.time.Duration;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.ProblemTranslator;

/** What failures of the database mean to a caller. */
final class StorageProblems implements ProblemTranslator {
    @Override
    public @Nullable DomainProblem translate(Throwable failure) {
        return switch (failure) {
            case OptimisticLockingFailureException _ -> new StaleVersion();
            case ConcurrencyFailureException _ -> new ConcurrentChange();
            case CannotCreateTransactionException _ -> new StorageUnavailable();
            case DataAccessResourceFailureException _ -> new StorageUnavailable();
            case TransientDataAccessResourceException _ -> new StorageUnavailable();
            case R2dbcNonTransientResourceException _ -> new StorageUnavailable();
            case R2dbcTransientResourceException _ -> new StorageUnavailable();
            default -> null;
        };
    }

    private static final class ConcurrentChange extends DomainProblem {
        ConcurrentChange() {
            super(Kind.CONFLICT, "concurrent-change");
            retryAfter(Duration.ofSeconds(1));
        }
    }

    private static final class StorageUnavailable extends DomainProblem {
        StorageUnavailable() {
            super(Kind.UNAVAILABLE, "storage-unavailable");
            retryAfter(Duration.ofSeconds(5));
        }
    }
}

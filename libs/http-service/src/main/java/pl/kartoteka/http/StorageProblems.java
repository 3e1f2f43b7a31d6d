package pl.kartoteka.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.ProblemTranslator;

/** What failures of the database mean to a caller. */
final class StorageProblems implements ProblemTranslator {
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");
    private static final String ROLLED_BACK = "40";
    /** Connection; read-only after a failover; idle for too long; login; out of resources; lock not to be had; stopped; disk. */
    private static final List<String> AWAY = List.of("08", "25006", "25P03", "25P04", "28", "53", "55P03", "57", "58");

    @Override
    public @Nullable DomainProblem translate(Throwable failure) {
        if (isUnstorableText(failure)) {
            return new InvalidInput("", "text.null-character");
        }
        return switch (failure) {
            case OptimisticLockingFailureException _ -> new StaleVersion();
            case ConcurrencyFailureException _ -> new ConcurrentChange();
            // A deadlock, of which Spring knows no name for the driver's exception.
            case DataAccessException e when isRolledBack(e.getCause()) -> new ConcurrentChange();
            case R2dbcException e when isRolledBack(e) -> new ConcurrentChange();
            case CannotCreateTransactionException _ -> new StorageUnavailable();
            case DataAccessResourceFailureException e when e.getCause() instanceof R2dbcException cause ->
                    translate(cause);
            case DataAccessResourceFailureException _ -> new StorageUnavailable();
            case TransientDataAccessResourceException _ -> new StorageUnavailable();
            case R2dbcNonTransientResourceException e when isAway(e.getSqlState()) -> new StorageUnavailable();
            case R2dbcTransientResourceException _ -> new StorageUnavailable();
            default -> null;
        };
    }

    /** JSON, paths and queries may hold the character U+0000; no text of PostgreSQL can. */
    private static boolean isUnstorableText(Throwable failure) {
        return failure instanceof DataAccessException
                && failure.getCause() instanceof R2dbcException cause
                && cause.getSqlState() != null
                && UNSTORABLE_TEXT.contains(cause.getSqlState());
    }

    private static boolean isRolledBack(@Nullable Throwable cause) {
        return cause instanceof R2dbcException e && e.getSqlState() != null && e.getSqlState().startsWith(ROLLED_BACK);
    }

    /** The driver says "resource" of every code it does not know; a refusal is not cured by waiting. */
    private static boolean isAway(@Nullable String sqlState) {
        return sqlState == null || AWAY.stream().anyMatch(sqlState::startsWith);
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

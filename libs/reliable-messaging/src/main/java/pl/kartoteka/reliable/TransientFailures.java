package pl.kartoteka.reliable;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells what passes by itself (a database or a network that is away, a deadlock) from what no repetition cures. */
final class TransientFailures {
    private static final int DEPTH = 20;

    private TransientFailures() {}

    static boolean include(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (isTransient(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isTransient(Throwable cause) {
        return switch (cause) {
            case TransientDataAccessException _,RecoverableDataAccessException _ -> true;
            case NonTransientDataAccessResourceException _,CannotCreateTransactionException _ -> true;
            case R2dbcTransientException _,R2dbcNonTransientResourceException _ -> true;
            case R2dbcException e -> isAway(e.getSqlState());
            case TimeoutException _,RetriableException _ -> true;
            case IOException _ -> true;
            default -> false;
        };
    }

    /** 08: connection; 40: rolled back by the database; 53: out of resources; 57: stopped by an operator. */
    private static boolean isAway(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("40")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57"));
    }
}

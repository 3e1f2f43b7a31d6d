package pl.kartoteka.reliable;

import java.io.IOException;
import java.util.List;
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
    /**
     * Connection; read-only after a failover; idle for too long; login; rolled back by the database; out of resources; lock not
     * to be had; stopped by an operator; disk.
     */
    private static final List<String> AWAY = List.of("08", "25006", "25P03", "25P04", "28", "40", "53", "55P03", "57",
            "58");

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
            case CannotCreateTransactionException _,R2dbcTransientException _ -> true;
            // The driver says "resource" also of every code it does not know; the code itself decides, one step deeper.
            case NonTransientDataAccessResourceException e -> !(e.getCause() instanceof R2dbcException);
            case R2dbcNonTransientResourceException e when e.getSqlState() == null -> true;
            case R2dbcException e -> isAway(e.getSqlState());
            case TimeoutException _,RetriableException _ -> true;
            case IOException _ -> true;
            default -> false;
        };
    }

    private static boolean isAway(@Nullable String sqlState) {
        return sqlState != null && AWAY.stream().anyMatch(sqlState::startsWith);
    }
}

package pl.kartoteka.gus.register;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A register was asked, or could not be asked, and nothing is known by it. The message holds no data of a company. */
public final class RegisterFailure extends RuntimeException {
    private final Reason reason;
    private final @Nullable Duration retryAfter;
    private final boolean saidByRegister;
    private final @Nullable String field;

    private RegisterFailure(
            Reason reason,
            String message,
            @Nullable Duration retryAfter,
            boolean saidByRegister,
            @Nullable String field,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.saidByRegister = saidByRegister;
        this.field = field;
    }

    /** Why nothing is known; said to the caller in this word. */
    public enum Reason {
        /** No connection, a connection cut, an error of the server, a maintenance page. */
        UNREACHABLE,
        /** No answer in time. */
        TIMED_OUT,
        /** An answer that is not what the register's specification describes. */
        BROKEN_ANSWER,
        /** The register's quota is spent, by our count or its own. */
        LIMITED,
        /** Too many questions at this moment. */
        BUSY,
        /** The register works, but what stands behind it does not: a member state of VIES, a table being updated. */
        SOURCE_UNAVAILABLE,
        /** The register does not accept our key, token or own number. */
        REFUSED,
        /** The register finds the number asked about malformed. */
        INVALID_QUESTION,
        /** The register failed so often just now that it is left alone for a while. */
        CIRCUIT_OPEN,
        /** No key, token or address is configured. */
        NOT_CONFIGURED
    }

    public static RegisterFailure of(Reason reason, String message) {
        return new RegisterFailure(reason, message, null, false, null, null);
    }

    public static RegisterFailure of(Reason reason, String message, Throwable cause) {
        return new RegisterFailure(reason, message, null, false, null, cause);
    }

    public static RegisterFailure unreachable(String message) {
        return of(Reason.UNREACHABLE, message);
    }

    public static RegisterFailure broken(String message) {
        return of(Reason.BROKEN_ANSWER, message);
    }

    public static RegisterFailure retryLater(Reason reason, String message, @Nullable Duration retryAfter) {
        return new RegisterFailure(reason, message, retryAfter, false, null, null);
    }

    /** The register's own limit, in its own words; for how long, where it says so. */
    public static RegisterFailure limitedByRegister(String message, @Nullable Duration retryAfter) {
        return new RegisterFailure(Reason.LIMITED, message, retryAfter, true, null, null);
    }

    /** The register finds a part of the question malformed: {@code field} as the caller knows it. */
    public static RegisterFailure invalid(String field, String message) {
        return new RegisterFailure(Reason.INVALID_QUESTION, message, null, false, field, null);
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The part of an INVALID_QUESTION that is malformed; null when the register does not say which. */
    public @Nullable String field() {
        return field;
    }

    boolean saidByRegister() {
        return saidByRegister;
    }

    /** Whether asking again at once may help. A spent quota, a refused key and a broken answer stay what they are. */
    boolean passing() {
        return reason == Reason.UNREACHABLE || reason == Reason.BUSY;
    }

    /** Whether it says that the register itself is not well. */
    boolean blamesRegister() {
        return switch (reason) {
            case UNREACHABLE, TIMED_OUT, BROKEN_ANSWER, REFUSED -> true;
            case LIMITED, BUSY, SOURCE_UNAVAILABLE, INVALID_QUESTION, CIRCUIT_OPEN, NOT_CONFIGURED -> false;
        };
    }
}

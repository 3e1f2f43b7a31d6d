package pl.kartoteka.gus.bir;

import java.time.Duration;
import java.util.Arrays;

import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;

/** What an operation of BIR came to, by the codes of {@code ErrorCode} and {@code KomunikatKod}. */
enum BirCode {
    SUCCEEDED(0),
    CAPTCHA_WANTED(1),
    TOO_MANY_IDENTIFIERS(2),
    NOTHING_FOUND(4),
    UNKNOWN_REPORT(5),
    NO_SESSION(7),
    PKD_NOT_PUBLISHED(11),
    NOT_CIVIL_PARTNERSHIP(21),
    NO_PARTNERS_RECORDED(22),
    TOO_MANY_BULK_REPORTS(101),
    DATE_IS_TODAY(102),
    DATE_IN_FUTURE(103),
    DATE_TOO_OLD(104),
    UNKNOWN_BULK_REPORT(105);

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final int number;

    BirCode(int number) {
        this.number = number;
    }

    static BirCode of(String text) {
        return Arrays.stream(values())
                .filter(code -> Integer.toString(code.number).equals(text))
                .findFirst()
                .orElseThrow(() -> RegisterFailure.broken("BIR: unknown code"));
    }

    /** The code where it is no answer to the question. */
    RegisterFailure failure(String operation) {
        var message = "BIR: " + this + " to " + operation;
        return switch (this) {
            case CAPTCHA_WANTED -> RegisterFailure.of(Reason.REFUSED, message);
            case TOO_MANY_BULK_REPORTS -> RegisterFailure.retryLater(Reason.BUSY, message, A_MINUTE);
            default -> RegisterFailure.broken(message);
        };
    }
}

package pl.kartoteka.consent.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Takes answers that are written down elsewhere, as texts by the names of fields. */
@Component
public class ConsentIntake {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final int LONGEST_NOTE = 4_000;
    private static final int LONGEST = 500;
    private static final Map<String, ConsentStatus> POLISH = Map.of(
            "ZAAKCEPTOWANO", ConsentStatus.GRANTED,
            "ODMÓWIONO", ConsentStatus.REFUSED,
            "WYCOFANO", ConsentStatus.WITHDRAWN,
            "OCZEKUJE NA ODPOWIEDŹ", ConsentStatus.PENDING);

    private final ConsentRegistry consents;
    private final Clock clock;

    ConsentIntake(ConsentRegistry consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    /** @param fields what is written, by the names of fields; blank ones left out. Everything wrong is told at once. */
    public WrittenAnswer read(Map<String, String> fields) {
        Errors errors = new Errors();
        ConsentStatus status = errors.read("status", required("status", fields, errors), ConsentIntake::status);
        Instant asked = errors.read("askedAt", fields.get("askedAt"), ConsentIntake::instant);
        Instant answered = errors.read("answeredAt", fields.get("answeredAt"), ConsentIntake::instant);
        EvidenceMethod method = errors.read("method", fields.get("method"),
                text -> EvidenceMethod.valueOf(text.toUpperCase(Locale.ROOT)));
        Integer version = errors.read("textVersion", fields.get("textVersion"), Integer::valueOf);
        String purpose = required("purpose", fields, errors);
        String language = fields.get("textLanguage");
        if (language != null && !language.matches("[a-z]{2}")) {
            errors.add("textLanguage", "language.invalid");
        }
        fields.forEach((name, text) -> {
            if (text.length() > (name.equals("note") ? LONGEST_NOTE : LONGEST) || text.indexOf('\u0000') >= 0) {
                errors.add(name, "text.invalid");
            }
        });
        dates(status, asked, answered, errors);
        errors.throwAny();
        return new WrittenAnswer(
                purpose == null ? "" : purpose,
                status == null ? ConsentStatus.PENDING : status,
                asked,
                answered,
                new EvidenceGiven(
                        method == null ? EvidenceMethod.IMPORT : method,
                        version,
                        language,
                        fields.get("note"),
                        fields.get("source"),
                        fields.get("reference")));
    }

    /** Records the answer in the transaction there is. A refusal leaves that transaction as it was. */
    public Mono<Void> take(UUID clientId, WrittenAnswer answer, String by) {
        return consents.recordWithin(new RecordAnswer(
                clientId, answer.purpose(), answer.status(), answer.askedAt(), answer.answeredAt(), answer.evidence(),
                null, by)).then();
    }

    /** An answer without its date would be one of today, each time the file is read. */
    private void dates(
            @Nullable ConsentStatus status, @Nullable Instant asked, @Nullable Instant answered, Errors errors) {
        boolean pending = status == ConsentStatus.PENDING;
        if (status != null && (pending ? asked : answered) == null) {
            errors.add(pending ? "askedAt" : "answeredAt", "required");
        }
        if (pending && answered != null) {
            errors.add("answeredAt", "answered-at.pending");
        }
        early("askedAt", asked, errors);
        early("answeredAt", answered, errors);
        Instant now = clock.instant();
        if (asked != null && asked.isAfter(now)) {
            errors.add("askedAt", "date.future");
        }
        if (answered != null && answered.isAfter(now)) {
            errors.add("answeredAt", "date.future");
        }
        if (asked != null && answered != null && answered.isBefore(asked)) {
            errors.add("answeredAt", "answered-at.before-asked");
        }
    }

    private static void early(String name, @Nullable Instant instant, Errors errors) {
        if (instant != null && instant.isBefore(ConsistentDates.Check.EARLIEST)) {
            errors.add(name, "date.too-early");
        }
    }

    private static @Nullable String required(String name, Map<String, String> fields, Errors errors) {
        String text = fields.get(name);
        if (text == null) {
            errors.add(name, "required");
        }
        return text;
    }

    private static ConsentStatus status(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        ConsentStatus polish = POLISH.get(upper);
        ConsentStatus status = polish == null ? ConsentStatus.valueOf(upper) : polish;
        if (status == ConsentStatus.NOT_ASKED || status == ConsentStatus.EXPIRED) {
            throw new IllegalArgumentException("not an answer");
        }
        return status;
    }

    /** An instant, or a day or a time of Warsaw. */
    private static Instant instant(String text) {
        Instant instant;
        if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d")) {
            instant = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } else if (text.length() > 10) {
            instant = LocalDateTime.parse(text.replace(' ', 'T')).atZone(WARSAW).toInstant();
        } else {
            instant = LocalDate.parse(text).atStartOfDay(WARSAW).toInstant();
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** An answer that can be taken. */
    public record WrittenAnswer(
            String purpose,
            ConsentStatus status,
            @Nullable Instant askedAt,
            @Nullable Instant answeredAt,
            EvidenceGiven evidence) {

        /** The same for the same answer of the same client, with nothing personal in it. */
        public String fingerprint(UUID clientId) {
            List<Object> said = new ArrayList<>(Arrays.asList(clientId, purpose, status, askedAt, answeredAt));
            said.add(evidence.method());
            said.add(evidence.textVersion());
            said.add(evidence.textLanguage());
            return Sha256.of(said.toString());
        }

        /** Without what is written about the person. */
        @Override
        public String toString() {
            return "WrittenAnswer[" + purpose + " " + status + "]";
        }
    }

    /** Gathers what is wrong with a row. */
    private static final class Errors {
        private final List<FieldError> found = new ArrayList<>();

        private <T> @Nullable T read(String name, @Nullable String text, Function<String, T> parse) {
            if (text == null) {
                return null;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeParseException _) {
                add(name, "value.invalid");
                return null;
            }
        }

        private void add(String name, String code) {
            found.add(FieldError.of(name, code));
        }

        private void throwAny() {
            if (!found.isEmpty()) {
                throw new InvalidInput(found);
            }
        }
    }
}

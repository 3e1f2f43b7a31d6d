package pl.kartoteka.gus.lookup;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.identifier.AccountNumber;
import pl.kartoteka.gus.identifier.EuVatNumber;
import pl.kartoteka.gus.identifier.KrsNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.InvalidInput;

/** Questions as callers write them; everything wrong with one is said at once, before any register hears of it. */
@Component
class LookupQuestions {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    /** The white list knows the past five years. */
    private static final int YEARS_KEPT = 5;

    private final Clock clock;

    LookupQuestions(Clock clock) {
        this.clock = clock;
    }

    /** Exactly one of the numbers that were given a reading. */
    Question one(Map<String, @Nullable String> given) {
        var errors = new ErrorCollector();
        var subject = subject(given, errors);
        if (subject == null) {
            throw new InvalidInput(errors.errors());
        }
        return subject;
    }

    Question onWhiteList(
            Map<String, @Nullable String> given,
            @Nullable String account,
            @Nullable String date) {
        var errors = new ErrorCollector();
        var subject = subject(given, errors);
        var number = account == null ? null : read("account", account, AccountNumber::parse, errors);
        var day = date == null ? null : day(date, errors);
        errors.throwIfAny();
        if (subject == null) {
            throw new InvalidInput(errors.errors());
        }
        return number == null && day == null ? subject : new Question.OnWhiteList(subject, number, day);
    }

    Question vatNumber(String text) {
        return new Question.ByVatNumber(EuVatNumber.parse(text)
                .orElseThrow(() -> new InvalidInput("vatNumber", "vat-number.invalid")));
    }

    Question gusReport(String regon, Question.GusReport.Part part) {
        return new Question.GusReport(Regon.parse(regon)
                .orElseThrow(() -> new InvalidInput("regon", "regon.invalid")), part);
    }

    private static Question.@Nullable Subject subject(Map<String, @Nullable String> given, ErrorCollector errors) {
        var present = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        if (present.isEmpty()) {
            given.keySet().forEach(name -> errors.add(name, "number.one-of", names(given)));
        } else if (present.size() > 1) {
            present.forEach((name, text) -> subject(name, text, errors));
            present.keySet().forEach(name -> errors.add(name, "number.one-of", names(given)));
        } else {
            var only = present.entrySet().iterator().next();
            return subject(only.getKey(), only.getValue(), errors);
        }
        return null;
    }

    private static Map<String, Object> names(Map<String, @Nullable String> given) {
        return Map.of("names", String.join(", ", given.keySet()));
    }

    private static Question.@Nullable Subject subject(String name, String text, ErrorCollector errors) {
        return switch (name) {
            case "nip" -> asked(read(name, text, Nip::parse, errors), Question.ByNip::new);
            case "regon" -> asked(read(name, text, Regon::parse, errors), Question.ByRegon::new);
            case "krs" -> asked(read(name, text, KrsNumber::parse, errors), Question.ByKrs::new);
            default -> throw new IllegalArgumentException("number: " + name + " (expected: nip, regon or krs)");
        };
    }

    private static <T> Question.@Nullable Subject asked(@Nullable T value, Function<T, Question.Subject> question) {
        return value == null ? null : question.apply(value);
    }

    private static <T> @Nullable T read(
            String name,
            String text,
            Function<String, Optional<T>> reading,
            ErrorCollector errors) {
        var value = reading.apply(text);
        if (value.isEmpty()) {
            errors.add(name, name + ".invalid");
        }
        return value.orElse(null);
    }

    private @Nullable LocalDate day(String text, ErrorCollector errors) {
        var today = LocalDate.ofInstant(clock.instant(), WARSAW);
        try {
            var day = LocalDate.parse(text);
            if (day.isAfter(today)) {
                errors.add("date", "date.future");
            } else if (day.isBefore(today.minusYears(YEARS_KEPT))) {
                errors.add("date", "date.too-old");
            }
            return day;
        } catch (DateTimeException _) {
            errors.add("date", "date.expected");
            return null;
        }
    }
}

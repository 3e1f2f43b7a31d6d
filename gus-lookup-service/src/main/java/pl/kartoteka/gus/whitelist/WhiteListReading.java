package pl.kartoteka.gus.whitelist;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.JsonAnswer;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.RegisterFailure;
import tools.jackson.databind.JsonNode;

/** Reads {@code subject} of an answer. */
final class WhiteListReading {
    private WhiteListReading() {}

    /** A subject with another number than was asked for is a broken answer. */
    static WhiteListEntry entry(LocalDate day, JsonNode subject, Question asked) {
        if (!subject.isObject()) {
            throw RegisterFailure.broken("white list: subject is not an object");
        }
        var by = WhiteListRegister.by(asked);
        if (by != null && !by.number().equals(Objects.requireNonNullElse(JsonAnswer.text(subject, by.kind()),
                by.number()))) {
            throw RegisterFailure.broken("white list: an answer about another number");
        }
        return new WhiteListEntry(day, null, new WhiteListEntry.Subject(
                JsonAnswer.required(subject, "name"),
                JsonAnswer.text(subject, "nip"),
                JsonAnswer.text(subject, "regon"),
                JsonAnswer.text(subject, "krs"),
                status(JsonAnswer.text(subject, "statusVat")),
                JsonAnswer.text(subject, "residenceAddress"),
                JsonAnswer.text(subject, "workingAddress"),
                persons(subject, "representatives"),
                persons(subject, "authorizedClerks"),
                persons(subject, "partners"),
                JsonAnswer.date(subject, "registrationLegalDate"),
                JsonAnswer.date(subject, "registrationDenialDate"),
                JsonAnswer.text(subject, "registrationDenialBasis"),
                JsonAnswer.date(subject, "restorationDate"),
                JsonAnswer.text(subject, "restorationBasis"),
                JsonAnswer.date(subject, "removalDate"),
                JsonAnswer.text(subject, "removalBasis"),
                JsonAnswer.items(subject, "accountNumbers").stream().map(JsonNode::asString).toList(),
                subject.path("hasVirtualAccounts").asBoolean(false)));
    }

    private static WhiteListEntry.@Nullable VatStatus status(@Nullable String word) {
        return switch (word) {
            case null -> null;
            case "Czynny" -> WhiteListEntry.VatStatus.ACTIVE;
            case "Zwolniony" -> WhiteListEntry.VatStatus.EXEMPT;
            case "Niezarejestrowany" -> WhiteListEntry.VatStatus.NOT_REGISTERED;
            default -> throw RegisterFailure.broken("white list: unknown statusVat");
        };
    }

    private static List<WhiteListEntry.Person> persons(JsonNode subject, String field) {
        return JsonAnswer.items(subject, field).stream()
                .map(person -> new WhiteListEntry.Person(
                        JsonAnswer.text(person, "companyName"),
                        JsonAnswer.text(person, "firstName"),
                        JsonAnswer.text(person, "lastName"),
                        JsonAnswer.text(person, "nip")))
                .toList();
    }
}

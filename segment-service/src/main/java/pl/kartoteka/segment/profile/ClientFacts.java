package pl.kartoteka.segment.profile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.DictionaryEntry;
import pl.kartoteka.events.Money;
import pl.kartoteka.segment.criteria.ProfileFields;

/** A client's card as facts. Counts start at zero, so that a client without documents has none rather than unknown. */
final class ClientFacts {
    private static final int MONTH_AND_DAY = 5;

    private ClientFacts() {}

    static Facts.Builder of(ClientState client) {
        Facts.Builder facts = Facts.builder(ProfileFields.CATALOGUE)
                .number("documents.count", BigDecimal.ZERO)
                .number("documents.turnover", BigDecimal.ZERO)
                .number("messages.sent", BigDecimal.ZERO)
                .number("messages.bounced", BigDecimal.ZERO)
                .text("stage", client.stage())
                .text("kind", client.kind())
                .flag("active", client.active())
                .flag("jst", client.localGovernment())
                .text("name", client.name())
                .text("shortName", client.shortName())
                .text("firstName", client.firstName())
                .text("lastName", client.lastName())
                .text("nip", client.nip())
                .text("euVatNumber", client.euVatNumber())
                .text("regon", client.regon())
                .text("krs", client.krs())
                .text("legalForm", client.legalForm())
                .text("importance", client.importance())
                .text("language", client.language())
                .text("group", code(client.group()))
                .text("source", code(client.source()))
                .text("industry", code(client.industry()))
                .text("headOffice", client.headOfficeId() == null ? null : client.headOfficeId().toString())
                .text("payer", client.payer())
                .text("businessStatus", client.businessStatus())
                .text("vatStatus", client.vatStatus())
                .set("traits", client.traits().stream().map(DictionaryEntry::code).toList())
                .set("pkdCodes", client.pkdCodes())
                .set("emails", client.emails().stream().map(ClientState.Email::address).toList())
                .set("phones", client.phones().stream().map(ClientState.Phone::number).toList())
                .moment("createdAt", client.createdAt());
        mainAddress(client.addresses()).ifPresent(address -> facts
                .text("address.street", address.street())
                .text("address.city", address.city())
                .text("address.postalCode", address.postalCode())
                .text("address.country", address.country()));
        ClientState.Terms terms = client.terms();
        if (terms != null) {
            facts.text("terms.paymentForm", terms.paymentForm())
                    .text("terms.priceList", terms.priceList())
                    .number("terms.paymentDays", decimal(terms.paymentDays()))
                    .number("terms.discountPercent", decimal(terms.discountPercent()))
                    .number("terms.creditLimit", amount(terms.creditLimit()));
        }
        people(client, facts);
        client.customFields().forEach(facts::custom);
        return facts;
    }

    /** What is known of how we get on with the client. */
    private static void people(ClientState client, Facts.Builder facts) {
        facts.text("relationship", client.relationship())
                .set("flags", each(client.flags(), DictionaryEntry::code))
                .set("interests", each(client.interests(), interest -> interest))
                .set("caretakers", each(client.caretakers(), ClientState.Caretaker::subject));
        each(client.caretakers(), caretaker -> caretaker).stream()
                .filter(caretaker -> caretaker.role().equals("PRIMARY"))
                .forEach(caretaker -> facts.text("caretaker", caretaker.subject()));
        each(client.keyDates(), keyDate -> keyDate)
                .forEach(keyDate -> facts.day("keyDates." + keyDate.kind(), day(keyDate.date())));
        if (client.contactPreferences() != null) {
            facts.text("contactPreferences.channel", client.contactPreferences().channel());
        }
    }

    /** A day without a year is taken for one of a leap year long ago: its anniversaries are what matters. */
    private static LocalDate day(String date) {
        return LocalDate.parse(date.length() == MONTH_AND_DAY ? "1904-" + date : date);
    }

    private static <T, R> List<R> each(@Nullable List<T> given, Function<T, R> as) {
        return given == null ? List.of() : given.stream().map(as).toList();
    }

    /** The registered address, or else the first one. */
    private static Optional<ClientState.Address> mainAddress(List<ClientState.Address> addresses) {
        return addresses.stream().filter(address -> address.use().equals("REGISTERED")).findFirst()
                .or(() -> addresses.stream().findFirst());
    }

    private static @Nullable String code(@Nullable DictionaryEntry entry) {
        return entry == null ? null : entry.code();
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable BigDecimal decimal(@Nullable Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }
}

package pl.kartoteka.segment.profile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.DictionaryEntry;
import pl.kartoteka.events.Money;
import pl.kartoteka.segment.criteria.ProfileFields;

/**
 * A client's card as facts. Counts start at zero, and that it has branches as a no, so that a client without documents or
 * branches has none rather than unknown.
 */
final class ClientFacts {
    private static final int MONTH_AND_DAY = 5;
    private static final List<String> EMAIL_USES = List.of("MAIN", "OFFERS", "DOCUMENTS");
    private static final List<String> PHONE_USES = List.of("MAIN", "SMS");
    private static final Map<String, Function<ClientState.Address, @Nullable String>> ADDRESS_PARTS = Map.of(
            "street", ClientState.Address::street,
            "building", ClientState.Address::building,
            "unit", ClientState.Address::unit,
            "postalCode", ClientState.Address::postalCode,
            "city", ClientState.Address::city,
            "country", ClientState.Address::country);

    private ClientFacts() {}

    static Facts.Builder of(ClientState client) {
        Facts.Builder facts = Facts.builder(ProfileFields.CATALOGUE)
                .number("documents.count", BigDecimal.ZERO)
                .number("documents.turnover", BigDecimal.ZERO)
                .flag("hasBranches", false)
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
                .text("headOffice", text(client.headOfficeId()))
                .text("payer", client.payer())
                .text("businessStatus", client.businessStatus())
                .text("vatStatus", client.vatStatus())
                .set("traits", client.traits().stream().map(DictionaryEntry::code).toList())
                .set("pkdCodes", client.pkdCodes())
                .moment("createdAt", client.createdAt())
                .moment("updatedAt", client.updatedAt());
        contacts(client, facts);
        addresses(client.addresses(), facts);
        agreements(client, facts);
        writing(client, facts);
        people(client, facts);
        client.customFields().forEach(facts::custom);
        return facts;
    }

    /** All of them, and those for each use. */
    private static void contacts(ClientState client, Facts.Builder facts) {
        List<ClientState.Email> emails = client.emails();
        List<ClientState.Phone> phones = client.phones();
        facts.set("emails", each(emails, ClientState.Email::address))
                .set("phones", each(phones, ClientState.Phone::number))
                .set("messengers", each(client.messengers(), ClientState.Messenger::account))
                .set("sites", each(client.sites(), ClientState.Site::url));
        EMAIL_USES.forEach(use -> facts.set("emails." + use,
                each(matching(emails, email -> email.uses().contains(use)), ClientState.Email::address)));
        PHONE_USES.forEach(use -> facts.set("phones." + use,
                each(matching(phones, phone -> phone.uses().contains(use)), ClientState.Phone::number)));
    }

    private static void addresses(List<ClientState.Address> addresses, Facts.Builder facts) {
        mainAddress(addresses).ifPresent(address -> ADDRESS_PARTS
                .forEach((part, of) -> facts.text("address." + part, of.apply(address))));
        addresses.stream().filter(address -> address.use().equals("CORRESPONDENCE")).findFirst()
                .ifPresent(address -> ADDRESS_PARTS
                        .forEach((part, of) -> facts.text("correspondence." + part, of.apply(address))));
        List<ClientState.Address> deliveries = matching(addresses, address -> address.use().equals("DELIVERY"));
        ADDRESS_PARTS.forEach((part, of) -> facts.set("delivery." + part,
                deliveries.stream().flatMap(address -> Stream.ofNullable(of.apply(address))).toList()));
    }

    private static void agreements(ClientState client, Facts.Builder facts) {
        ClientState.Terms terms = client.terms();
        if (terms != null) {
            facts.text("terms.paymentForm", terms.paymentForm())
                    .text("terms.priceList", terms.priceList())
                    .number("terms.paymentDays", decimal(terms.paymentDays()))
                    .number("terms.discountPercent", decimal(terms.discountPercent()));
            Money limit = terms.creditLimit();
            if (limit != null) {
                facts.number("terms.creditLimit", limit.amount()).text("terms.currency", limit.currency());
            }
        }
        ClientState.Accounting accounting = client.accounting();
        if (accounting != null) {
            facts.text("accounting.receivablesAccount", accounting.receivablesAccount())
                    .text("accounting.payablesAccount", accounting.payablesAccount())
                    .text("accounting.postingSchema", accounting.postingSchema());
        }
    }

    private static void writing(ClientState client, Facts.Builder facts) {
        ClientState.PrintTemplates templates = client.printTemplates();
        if (templates != null) {
            facts.text("printTemplates.invoice", templates.invoice())
                    .text("printTemplates.receipt", templates.receipt())
                    .text("printTemplates.correction", templates.correction())
                    .text("printTemplates.proforma", templates.proforma())
                    .text("printTemplates.order", templates.order());
        }
        ClientState.Messaging messaging = client.messaging();
        if (messaging != null) {
            facts.text("messaging.emailTemplateId", text(messaging.emailTemplateId()))
                    .text("messaging.smsTemplateId", text(messaging.smsTemplateId()))
                    .text("messaging.documentEmail", messaging.documentEmail())
                    .text("messaging.smsPhone", messaging.smsPhone());
        }
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
        ClientState.ContactPreferences preferences = client.contactPreferences();
        if (preferences != null) {
            facts.text("contactPreferences.channel", preferences.channel())
                    .text("contactPreferences.hoursFrom", preferences.hoursFrom())
                    .text("contactPreferences.hoursTo", preferences.hoursTo())
                    .set("contactPreferences.days", preferences.days());
        }
    }

    /** A day without a year is taken for one of a leap year long ago: its anniversaries are what matters. */
    private static LocalDate day(String date) {
        return LocalDate.parse(date.length() == MONTH_AND_DAY ? "1904-" + date : date);
    }

    private static <T, R> List<R> each(@Nullable List<T> given, Function<T, R> as) {
        return given == null ? List.of() : given.stream().map(as).toList();
    }

    private static <T> List<T> matching(List<T> given, Predicate<T> wanted) {
        return given.stream().filter(wanted).toList();
    }

    /** The registered address, or else the first one. */
    private static Optional<ClientState.Address> mainAddress(List<ClientState.Address> addresses) {
        return addresses.stream().filter(address -> address.use().equals("REGISTERED")).findFirst()
                .or(() -> addresses.stream().findFirst());
    }

    private static @Nullable String code(@Nullable DictionaryEntry entry) {
        return entry == null ? null : entry.code();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable BigDecimal decimal(@Nullable Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }
}

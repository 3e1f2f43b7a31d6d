package pl.kartoteka.client.exports;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Accounting;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.ContactPreferences;
import pl.kartoteka.client.card.EmailContact;
import pl.kartoteka.client.card.IdDocument;
import pl.kartoteka.client.card.KeyDate;
import pl.kartoteka.client.card.MessageParameters;
import pl.kartoteka.client.card.Messenger;
import pl.kartoteka.client.card.PhoneContact;
import pl.kartoteka.client.card.PostalAddress;
import pl.kartoteka.client.card.PrintTemplates;
import pl.kartoteka.client.card.Site;
import pl.kartoteka.client.card.Terms;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.documents.CellList;
import tools.jackson.databind.JsonNode;

/**
 * What can stand in a column. The names are those of imports, so that a file that was written can be read again.
 *
 * @param polish what stands above it for readers of Polish; for others its name does
 */
record ExportColumn(String name, String polish, Function<ExportedClient, @Nullable Object> value) {
    static final String CUSTOM = "customFields.";
    private static final Set<String> SENSITIVE = Set.of("pesel", "idDocument.number");
    private static final String CODE = "code";
    private static final String DOCUMENTS = "documents.";
    static final List<String> USUAL = List.of("name", "nip", "kind", "stage", "active", "address.street",
            "address.building",
            "address.unit", "address.postalCode", "address.city", "email", "phone", "group", "traits", "importance");

    private static final Map<String, ExportColumn> ALL = Stream.of(onCards(), addresses(), messengers())
            .flatMap(columns -> columns)
            .collect(Collectors.toUnmodifiableMap(ExportColumn::name, column -> column));

    /** @param customFields those there are, by their codes */
    static Optional<ExportColumn> named(String name, Map<String, CustomField> customFields) {
        return name.startsWith(CUSTOM)
                ? Optional.ofNullable(customFields.get(name.substring(CUSTOM.length()))).map(ExportColumn::custom)
                : Optional.ofNullable(ALL.get(name));
    }

    boolean isSensitive() {
        return SENSITIVE.contains(name);
    }

    /** Whether it is looked up beside the card. */
    boolean isOutsideCards() {
        return name.equals(CODE) || name.startsWith(DOCUMENTS);
    }

    /** All but those of custom fields, which are named by their codes. */
    static Set<String> names() {
        return ALL.keySet();
    }

    String title(Locale language) {
        return language.equals(Locale.ENGLISH) ? name : polish;
    }

    private static Stream<ExportColumn> onCards() {
        return Stream.of(
                whole("id", "Identyfikator", client -> client.id().toString()),
                outside(CODE, "Kod", OutsideCards.Known::code),
                text("kind", "Rodzaj", ClientCard::kind),
                text("stage", "Etap", ClientCard::stage),
                text("active", "Aktywny", ClientCard::active),
                text("name", "Nazwa", ClientCard::name),
                text("shortName", "Nazwa skrócona", ClientCard::shortName),
                text("firstName", "Imię", ClientCard::firstName),
                text("lastName", "Nazwisko", ClientCard::lastName),
                text("nip", "NIP", ClientCard::nip),
                text("euVatNumber", "NIP UE", ClientCard::euVatNumber),
                text("regon", "REGON", ClientCard::regon),
                text("krs", "KRS", ClientCard::krs),
                text("pesel", "PESEL", ClientCard::pesel),
                idDocument("type", "Rodzaj dokumentu", IdDocument::type),
                idDocument("number", "Nr dokumentu", IdDocument::number),
                idDocument("validUntil", "Dokument ważny do", IdDocument::validUntil),
                idDocument("country", "Kraj dokumentu", IdDocument::country),
                text("legalForm", "Forma prawna", ClientCard::legalForm),
                text("localGovernment", "JST", ClientCard::localGovernment),
                text("importance", "Ważność", ClientCard::importance),
                text("language", "Język", ClientCard::language),
                entry("group", "Grupa", ClientCard::groupId),
                entries("traits", "Cechy", ClientCard::traitIds),
                entries("flags", "Flagi", ClientCard::flagIds),
                entry("source", "Źródło pozyskania", ClientCard::sourceId),
                entry("industry", "Branża", ClientCard::industryId),
                text("headOffice", "Centrala",
                        card -> card.headOfficeId() == null ? null : card.headOfficeId().toString()),
                text("payer", "Płatnik", ClientCard::payer),
                text("businessStatus", "Status działalności", ClientCard::businessStatus),
                text("vatStatus", "Status VAT", ClientCard::vatStatus),
                text("pkdCodes", "Kody PKD", card -> CellList.write(card.pkdCodes())),
                text("email", "E-mail", card -> joined(card.emails(), EmailContact::address)),
                emails("offers", "E-mail do ofert", EmailContact.Use.OFFERS),
                emails("documents", "E-mail do dokumentów", EmailContact.Use.DOCUMENTS),
                text("phone", "Telefon", card -> joined(card.phones(), PhoneContact::number)),
                text("phone.sms", "Telefon SMS", card -> joined(card.phones().stream()
                        .filter(phone -> phone.uses().contains(PhoneContact.Use.SMS)).toList(), PhoneContact::number)),
                text("site", "WWW", card -> joined(card.sites(), Site::url)),
                text("interests", "Zainteresowania", card -> CellList.write(card.interests())),
                text("relationship", "Relacja", ClientCard::relationship),
                text("caretaker", "Opiekun", card -> caretakers(card, Caretaker.Role.PRIMARY).findFirst().orElse(null)),
                text("caretakers", "Opiekunowie",
                        card -> CellList.write(caretakers(card, Caretaker.Role.ADDITIONAL).toList())),
                keyDate("birthday", "Data urodzenia", KeyDate.Kind.BIRTHDAY),
                keyDate("nameDay", "Imieniny", KeyDate.Kind.NAME_DAY),
                keyDate("founding", "Data założenia", KeyDate.Kind.FOUNDING),
                keyDate("cooperation", "Współpraca od", KeyDate.Kind.COOPERATION),
                keyDate("wedding", "Rocznica ślubu", KeyDate.Kind.WEDDING),
                preference("channel", "Preferowany kanał", ContactPreferences::channel),
                preference("hoursFrom", "Kontakt od", ContactPreferences::hoursFrom),
                preference("hoursTo", "Kontakt do", ContactPreferences::hoursTo),
                preference("days", "Dni kontaktu", preferences -> joined(preferences.days(), DayOfWeek::name)),
                terms("paymentForm", "Forma płatności", Terms::paymentForm),
                terms("paymentDays", "Termin płatności", Terms::paymentDays),
                terms("priceList", "Cennik", Terms::priceList),
                terms("discountPercent", "Rabat %", Terms::discountPercent),
                terms("creditLimit", "Limit kredytowy", terms -> terms.creditLimit() == null
                        ? null
                        : terms.creditLimit().amount()),
                terms("currency", "Waluta",
                        terms -> terms.creditLimit() == null ? null : terms.creditLimit().currency()),
                accounting("receivablesAccount", "Konto odbiorcy", Accounting::receivablesAccount),
                accounting("payablesAccount", "Konto dostawcy", Accounting::payablesAccount),
                accounting("postingSchema", "Schemat księgowania", Accounting::postingSchema),
                messaging("emailTemplateId", "Szablon e-mail", MessageParameters::emailTemplateId),
                messaging("smsTemplateId", "Szablon SMS", MessageParameters::smsTemplateId),
                messaging("documentEmail", "Adres wysyłki dokumentów", MessageParameters::documentEmail),
                messaging("smsPhone", "Numer do SMS", MessageParameters::smsPhone),
                printTemplate("invoice", "Wzorzec faktury", PrintTemplates::invoice),
                printTemplate("receipt", "Wzorzec paragonu", PrintTemplates::receipt),
                printTemplate("correction", "Wzorzec korekty", PrintTemplates::correction),
                printTemplate("proforma", "Wzorzec proformy", PrintTemplates::proforma),
                printTemplate("order", "Wzorzec zamówienia", PrintTemplates::order),
                outside(DOCUMENTS + "count", "Liczba dokumentów", OutsideCards.Known::count),
                outside(DOCUMENTS + "turnover", "Obrót PLN", OutsideCards.Known::turnover),
                outside(DOCUMENTS + "balance", "Do zapłaty PLN", OutsideCards.Known::balance),
                outside(DOCUMENTS + "lastDate", "Ostatni dokument", OutsideCards.Known::lastDate),
                whole("createdAt", "Utworzono", Client::createdAt),
                whole("updatedAt", "Zmieniono", Client::updatedAt));
    }

    private static Stream<ExportColumn> addresses() {
        return Stream.of(PostalAddress.Use.values()).flatMap(use -> Stream.of(
                address(use, "street", "Ulica", PostalAddress::street),
                address(use, "building", "Nr domu", PostalAddress::building),
                address(use, "unit", "Nr lokalu", PostalAddress::unit),
                address(use, "postalCode", "Kod pocztowy", PostalAddress::postalCode),
                address(use, "city", "Miejscowość", PostalAddress::city),
                address(use, "country", "Kraj", PostalAddress::country)));
    }

    private static Stream<ExportColumn> messengers() {
        return Stream.of(Messenger.Network.values()).map(network -> {
            String name = network.name().toLowerCase(Locale.ROOT);
            String polish = network == Messenger.Network.OTHER
                    ? "Inny komunikator"
                    : Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return text("messenger." + name, polish, card -> joined(card.messengers().stream()
                    .filter(messenger -> messenger.network() == network).toList(), Messenger::account));
        });
    }

    private static ExportColumn whole(String name, String polish, Function<Client, @Nullable Object> value) {
        return new ExportColumn(name, polish, exported -> value.apply(exported.client()));
    }

    /** A choice is written by its name. */
    private static ExportColumn text(String name, String polish, Function<ClientCard, @Nullable Object> value) {
        return new ExportColumn(name, polish, exported -> plain(value.apply(exported.card())));
    }

    private static ExportColumn entry(String name, String polish, Function<ClientCard, @Nullable UUID> id) {
        return new ExportColumn(name, polish, exported -> {
            UUID known = id.apply(exported.card());
            return known == null ? null : exported.entries().get(known);
        });
    }

    private static ExportColumn entries(String name, String polish, Function<ClientCard, List<UUID>> ids) {
        return new ExportColumn(name, polish, exported -> CellList.write(ids.apply(exported.card()).stream()
                .map(id -> exported.entries().getOrDefault(id, "")).sorted().toList()));
    }

    /** Of several delivery addresses the first. */
    private static ExportColumn address(
            PostalAddress.Use use, String part, String title, Function<PostalAddress, @Nullable String> value) {
        String name = switch (use) {
            case REGISTERED -> "address.";
            case CORRESPONDENCE -> "correspondence.";
            case DELIVERY -> "delivery.";
        };
        String which = switch (use) {
            case REGISTERED -> "";
            case CORRESPONDENCE -> " koresp.";
            case DELIVERY -> " dostawy";
        };
        return text(name + part, title + which, card -> card.addresses().stream()
                .filter(address -> address.use() == use).findFirst().map(value).orElse(null));
    }

    private static ExportColumn emails(String name, String polish, EmailContact.Use use) {
        return text("email." + name, polish, card -> joined(
                card.emails().stream().filter(email -> email.uses().contains(use)).toList(), EmailContact::address));
    }

    private static Stream<String> caretakers(ClientCard card, Caretaker.Role role) {
        return card.caretakers().stream().filter(one -> one.role() == role).map(Caretaker::subject);
    }

    private static ExportColumn keyDate(String name, String polish, KeyDate.Kind kind) {
        return text("keyDates." + name, polish, card -> card.keyDates().stream()
                .filter(date -> date.kind() == kind).findFirst().map(KeyDate::date).orElse(null));
    }

    private static ExportColumn terms(String part, String polish, Function<Terms, @Nullable Object> value) {
        return section("terms.", part, polish, ClientCard::terms, value);
    }

    private static ExportColumn accounting(String part, String polish, Function<Accounting, @Nullable Object> value) {
        return section("accounting.", part, polish, ClientCard::accounting, value);
    }

    private static ExportColumn idDocument(String part, String polish, Function<IdDocument, @Nullable Object> value) {
        return section("idDocument.", part, polish, ClientCard::idDocument, value);
    }

    private static ExportColumn preference(
            String part, String polish, Function<ContactPreferences, @Nullable Object> value) {
        return section("contactPreferences.", part, polish, ClientCard::contactPreferences, value);
    }

    private static ExportColumn messaging(
            String part, String polish, Function<MessageParameters, @Nullable Object> value) {
        return section("messaging.", part, polish, ClientCard::messaging, value);
    }

    private static ExportColumn printTemplate(
            String part, String polish, Function<PrintTemplates, @Nullable Object> value) {
        return section("printTemplates.", part, polish, ClientCard::printTemplates, value);
    }

    private static <S> ExportColumn section(
            String name, String part, String polish, Function<ClientCard, @Nullable S> section,
            Function<S, @Nullable Object> value) {
        return text(name + part, polish, card -> {
            S given = section.apply(card);
            return given == null ? null : value.apply(given);
        });
    }

    private static ExportColumn outside(
            String name, String polish, Function<OutsideCards.Known, @Nullable Object> value) {
        return new ExportColumn(
                name, polish, exported -> exported.outside() == null ? null : value.apply(exported.outside()));
    }

    private static ExportColumn custom(CustomField field) {
        return new ExportColumn(CUSTOM + field.code(), field.name(),
                exported -> custom(exported.card().customFields().get(field.code())));
    }

    private static @Nullable Object custom(@Nullable JsonNode value) {
        return switch (value) {
            case null -> null;
            case JsonNode number when number.isNumber() -> number.decimalValue();
            case JsonNode yes when yes.isBoolean() -> yes.booleanValue();
            case JsonNode choices when choices.isArray() -> joined(choices.valueStream().toList(), JsonNode::asString);
            default -> value.asString();
        };
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Enum<?> choice -> choice.name();
            case UUID id -> id.toString();
            case LocalTime hour -> hour.toString();
            case null, default -> value;
        };
    }

    private static <T> String joined(List<T> all, Function<T, String> part) {
        return CellList.write(all.stream().map(part).toList());
    }
}

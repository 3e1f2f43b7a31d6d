package pl.kartoteka.client.exports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Accounting;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.EmailContact;
import pl.kartoteka.client.card.KeyDate;
import pl.kartoteka.client.card.PhoneContact;
import pl.kartoteka.client.card.PostalAddress;
import pl.kartoteka.client.card.Site;
import pl.kartoteka.client.card.Terms;
import pl.kartoteka.client.registry.Client;
import tools.jackson.databind.JsonNode;

/**
 * What can stand in a column. The names are those of imports, so that a file that was written can be read again.
 *
 * @param polish what stands above it for readers of Polish; for others its name does
 */
record ExportColumn(String name, String polish, BiFunction<Client, Map<UUID, String>, @Nullable Object> value) {
    static final String CUSTOM = "customFields.";
    static final String SENSITIVE = "pesel";
    static final List<String> USUAL = List.of("name", "nip", "kind", "stage", "active", "address.street",
            "address.building",
            "address.unit", "address.postalCode", "address.city", "email", "phone", "group", "traits", "importance");

    private static final Map<String, ExportColumn> ALL = Stream.of(
            whole("id", "Identyfikator", client -> client.id().toString()),
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
            text(SENSITIVE, "PESEL", ClientCard::pesel),
            text("legalForm", "Forma prawna", ClientCard::legalForm),
            text("localGovernment", "JST", ClientCard::localGovernment),
            text("importance", "Ważność", ClientCard::importance),
            text("language", "Język", ClientCard::language),
            entry("group", "Grupa", card -> Stream.ofNullable(card.groupId())),
            entry("traits", "Cechy", card -> card.traitIds().stream()),
            entry("flags", "Flagi", card -> card.flagIds().stream()),
            entry("source", "Źródło pozyskania", card -> Stream.ofNullable(card.sourceId())),
            entry("industry", "Branża", card -> Stream.ofNullable(card.industryId())),
            text("headOffice", "Centrala", card -> card.headOfficeId() == null ? null : card.headOfficeId().toString()),
            text("payer", "Płatnik", ClientCard::payer),
            text("businessStatus", "Status działalności", ClientCard::businessStatus),
            text("vatStatus", "Status VAT", ClientCard::vatStatus),
            text("pkdCodes", "Kody PKD", card -> String.join(", ", card.pkdCodes())),
            address("address", "", PostalAddress.Use.REGISTERED, "street", PostalAddress::street),
            address("address", "", PostalAddress.Use.REGISTERED, "building", PostalAddress::building),
            address("address", "", PostalAddress.Use.REGISTERED, "unit", PostalAddress::unit),
            address("address", "", PostalAddress.Use.REGISTERED, "postalCode", PostalAddress::postalCode),
            address("address", "", PostalAddress.Use.REGISTERED, "city", PostalAddress::city),
            address("address", "", PostalAddress.Use.REGISTERED, "country", PostalAddress::country),
            address("correspondence", "koresp.", PostalAddress.Use.CORRESPONDENCE, "street", PostalAddress::street),
            address("correspondence", "koresp.", PostalAddress.Use.CORRESPONDENCE, "building", PostalAddress::building),
            address("correspondence", "koresp.", PostalAddress.Use.CORRESPONDENCE, "unit", PostalAddress::unit),
            address("correspondence", "koresp.", PostalAddress.Use.CORRESPONDENCE, "postalCode",
                    PostalAddress::postalCode),
            address("correspondence", "koresp.", PostalAddress.Use.CORRESPONDENCE, "city", PostalAddress::city),
            address("correspondence", "koresp.", PostalAddress.Use.CORRESPONDENCE, "country", PostalAddress::country),
            text("email", "E-mail", card -> joined(card.emails(), EmailContact::address)),
            text("phone", "Telefon", card -> joined(card.phones(), PhoneContact::number)),
            text("site", "WWW", card -> joined(card.sites(), Site::url)),
            text("interests", "Zainteresowania", card -> String.join(", ", card.interests())),
            text("relationship", "Relacja", ClientCard::relationship),
            caretakers("caretaker", "Opiekun", Caretaker.Role.PRIMARY),
            caretakers("caretakers", "Opiekunowie", Caretaker.Role.ADDITIONAL),
            keyDate("birthday", "Data urodzenia", KeyDate.Kind.BIRTHDAY),
            keyDate("nameDay", "Imieniny", KeyDate.Kind.NAME_DAY),
            keyDate("founding", "Data założenia", KeyDate.Kind.FOUNDING),
            keyDate("cooperation", "Współpraca od", KeyDate.Kind.COOPERATION),
            keyDate("wedding", "Rocznica ślubu", KeyDate.Kind.WEDDING),
            terms("paymentForm", "Forma płatności", Terms::paymentForm),
            terms("paymentDays", "Termin płatności", Terms::paymentDays),
            terms("priceList", "Cennik", Terms::priceList),
            terms("discountPercent", "Rabat %", Terms::discountPercent),
            terms("creditLimit", "Limit kredytowy", terms -> terms.creditLimit() == null
                    ? null
                    : terms.creditLimit().amount()),
            terms("currency", "Waluta", terms -> terms.creditLimit() == null ? null : terms.creditLimit().currency()),
            accounting("receivablesAccount", "Konto odbiorcy", Accounting::receivablesAccount),
            accounting("payablesAccount", "Konto dostawcy", Accounting::payablesAccount),
            accounting("postingSchema", "Schemat księgowania", Accounting::postingSchema),
            whole("createdAt", "Utworzono", Client::createdAt),
            whole("updatedAt", "Zmieniono", Client::updatedAt))
            .collect(Collectors.toUnmodifiableMap(ExportColumn::name, column -> column));

    static Optional<ExportColumn> named(String name) {
        return name.startsWith(CUSTOM)
                ? Optional.of(custom(name, name.substring(CUSTOM.length())))
                : Optional.ofNullable(ALL.get(name));
    }

    /** All but those of custom fields, which are named by their codes. */
    static Set<String> names() {
        return ALL.keySet();
    }

    String title(Locale language) {
        return language.equals(Locale.ENGLISH) ? name : polish;
    }

    private static ExportColumn whole(String name, String polish, Function<Client, @Nullable Object> value) {
        return new ExportColumn(name, polish, (client, _) -> value.apply(client));
    }

    /** A choice is written by its name. */
    private static ExportColumn text(String name, String polish, Function<ClientCard, @Nullable Object> value) {
        return new ExportColumn(name, polish, (client, _) -> plain(value.apply(client.card())));
    }

    private static ExportColumn entry(String name, String polish, Function<ClientCard, Stream<UUID>> ids) {
        return new ExportColumn(name, polish, (client, names) -> ids.apply(client.card())
                .map(id -> names.getOrDefault(id, "")).sorted().collect(Collectors.joining(", ")));
    }

    private static ExportColumn address(String group, String polish, PostalAddress.Use use, String part,
            Function<PostalAddress, @Nullable String> value) {
        String title = switch (part) {
            case "street" -> "Ulica";
            case "building" -> "Nr domu";
            case "unit" -> "Nr lokalu";
            case "postalCode" -> "Kod pocztowy";
            case "city" -> "Miejscowość";
            default -> "Kraj";
        };
        return new ExportColumn(group + "." + part, (title + " " + polish).strip(),
                (client, _) -> client.card().addresses()
                        .stream().filter(address -> address.use() == use).findFirst().map(value).orElse(null));
    }

    private static ExportColumn caretakers(String name, String polish, Caretaker.Role role) {
        return text(name, polish, card -> joined(
                card.caretakers().stream().filter(one -> one.role() == role).toList(), Caretaker::subject));
    }

    private static ExportColumn keyDate(String name, String polish, KeyDate.Kind kind) {
        return text("keyDates." + name, polish, card -> card.keyDates().stream()
                .filter(date -> date.kind() == kind).findFirst().map(KeyDate::date).orElse(null));
    }

    private static ExportColumn terms(String part, String polish, Function<Terms, @Nullable Object> value) {
        return text("terms." + part, polish, card -> card.terms() == null ? null : value.apply(card.terms()));
    }

    private static ExportColumn accounting(String part, String polish, Function<Accounting, @Nullable Object> value) {
        return text("accounting." + part, polish,
                card -> card.accounting() == null ? null : value.apply(card.accounting()));
    }

    private static ExportColumn custom(String name, String code) {
        return new ExportColumn(name, code, (client, _) -> {
            JsonNode value = client.card().customFields().get(code);
            return switch (value) {
                case null -> null;
                case JsonNode number when number.isNumber() -> number.decimalValue();
                case JsonNode choices when choices.isArray() -> joined(choices.valueStream().toList(), JsonNode::asString);
                default -> value.asString();
            };
        });
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Enum<?> choice ? choice.name() : value;
    }

    private static <T> String joined(List<T> all, Function<T, String> part) {
        return all.stream().map(part).collect(Collectors.joining(", "));
    }
}

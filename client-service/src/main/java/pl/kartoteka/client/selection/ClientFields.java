package pl.kartoteka.client.selection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import pl.kartoteka.client.card.BusinessStatus;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.ContactPreferences;
import pl.kartoteka.client.card.EmailContact;
import pl.kartoteka.client.card.IdDocument;
import pl.kartoteka.client.card.Importance;
import pl.kartoteka.client.card.KeyDate;
import pl.kartoteka.client.card.Payer;
import pl.kartoteka.client.card.PhoneContact;
import pl.kartoteka.client.card.Relationship;
import pl.kartoteka.client.card.Stage;
import pl.kartoteka.client.card.Terms;
import pl.kartoteka.client.card.VatStatus;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.criteria.FactSql;
import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.criteria.Spelling;

/** Everything that can be asked about a client or sorted by, the custom fields of this moment among it. */
final class ClientFields {
    private static final String DELIVERIES = "$.addresses[*] ? (@.use == \"DELIVERY\")";
    static final List<ClientField> FIXED = fixed();
    private static final Map<String, ClientField> FIXED_BY_NAME = FIXED.stream()
            .collect(Collectors.toMap(one -> one.field().name(), Function.identity()));

    private final Map<String, ClientField> byName;

    private ClientFields(Map<String, ClientField> byName) {
        this.byName = byName;
    }

    static ClientFields with(Collection<CustomField> customFields) {
        Map<String, ClientField> all = new HashMap<>(FIXED_BY_NAME);
        customFields.stream().map(ClientFields::custom).forEach(field -> all.put(field.field().name(), field));
        return new ClientFields(Map.copyOf(all));
    }

    FieldCatalogue catalogue() {
        return FieldCatalogue.of(byName.values().stream().map(ClientField::field).toList())
                .or(FieldCatalogue.consents());
    }

    FactSql sql() {
        return new ClientSql(byName);
    }

    /** The name alone is enough where it can only mean a part of the address. */
    Optional<ClientField.Order> order(String name) {
        return Optional.ofNullable(byName.getOrDefault(name, byName.get("address." + name))).map(ClientField::order);
    }

    Stream<String> sortable() {
        return byName.entrySet().stream().filter(field -> field.getValue().order() != null).map(Map.Entry::getKey);
    }

    private static ClientField custom(CustomField definition) {
        String name = FieldCatalogue.CUSTOM_PREFIX + definition.code();
        // A code is made of letters, digits, dots, hyphens and underscores.
        String json = "client.card -> 'customFields' -> '" + definition.code() + "'";
        String text = "client.card -> 'customFields' ->> '" + definition.code() + "'";
        return switch (definition.type()) {
            case TEXT -> new ClientField(
                    Field.of(name, FieldType.TEXT), "spelled(" + text + ")", new ClientField.Order(text, "text"));
            case CHOICE -> ClientField.choice(name, text, definition.choices().toArray(String[]::new));
            case CLIENT_REFERENCE -> ClientField.text(name, text);
            case MULTI_CHOICE -> ClientField.set(name, Spelling.WORDS,
                    "(case when jsonb_typeof(" + json + ") = 'array' then " + json + " else '[]'::jsonb end)");
            case NUMBER -> ClientField.number(
                    name, "(case when jsonb_typeof(" + json + ") = 'number' then (" + text + ")::numeric end)");
            case BOOLEAN -> ClientField.flag(
                    name, "(case when jsonb_typeof(" + json + ") = 'boolean' then (" + text + ")::boolean end)");
            case DATE -> ClientField.day(name, date(text));
        };
    }

    private static List<ClientField> fixed() {
        return Stream.of(identity(), organisation(), contact(), relations(), agreements(), writing(), records())
                .flatMap(fields -> fields).toList();
    }

    private static Stream<ClientField> identity() {
        return Stream.of(
                ClientField.choice("kind", card("kind"), names(ClientKind.values())),
                ClientField.choice("stage", card("stage"), names(Stage.values())),
                ClientField.flag("active", "(" + card("active") + ")::boolean"),
                ClientField.flag("localGovernment", "(" + card("localGovernment") + ")::boolean"),
                // As segments call it.
                ClientField.flag("jst", "(" + card("localGovernment") + ")::boolean"),
                ClientField.text("name", "client.name").always(),
                ClientField.text("shortName", card("shortName")),
                ClientField.text("firstName", card("firstName")),
                ClientField.text("lastName", card("lastName")),
                ClientField.code("nip", "client.nip"),
                ClientField.code("euVatNumber", card("euVatNumber")),
                ClientField.code("regon", card("regon")),
                ClientField.code("krs", card("krs")),
                ClientField.text("legalForm", card("legalForm")),
                ClientField.choice("businessStatus", card("businessStatus"), names(BusinessStatus.values())),
                ClientField.choice("vatStatus", card("vatStatus"), names(VatStatus.values())),
                ClientField.text("language", card("language")),
                ClientField.choice("idDocument.type", path("idDocument,type"), names(IdDocument.Type.values())),
                ClientField.day("idDocument.validUntil", date(path("idDocument,validUntil"))),
                ClientField.text("idDocument.country", path("idDocument,country")));
    }

    private static Stream<ClientField> organisation() {
        String headOffice = "client.head_office_id::text";
        return Stream.of(
                entry("group", "client.group_id"),
                entry("source", "client.source_id"),
                entry("industry", "client.industry_id"),
                new ClientField(
                        Field.of("traits", FieldType.SET),
                        "(select jsonb_agg(lower(d.code collate \"und-x-icu\")) from dictionary_entry d"
                                + " where d.dictionary = 'TRAIT' and jsonb_exists(client.card -> 'traitIds', d.id::text))",
                        null),
                ClientField.set("pkdCodes", Spelling.WORDS, array("$.pkdCodes[*]")),
                ClientField.text("headOffice", headOffice).sortedBy(
                        "(select h.name from client h where h.id = client.head_office_id)", "text"),
                ClientField.text("headOfficeId", headOffice),
                ClientField.choice("payer", card("payer"), names(Payer.values())),
                ClientField.flag(
                        "hasBranches", "exists (select from client b where b.head_office_id = client.id)"));
    }

    private static Stream<ClientField> contact() {
        return Stream.of(
                address("address.", ClientFields::registered),
                address("correspondence.", ClientFields::correspondence),
                deliveries(),
                contacts(),
                preferences()).flatMap(fields -> fields);
    }

    private static Stream<ClientField> address(String prefix, UnaryOperator<String> part) {
        Stream<ClientField> texts = Stream.of("street", "building", "unit", "city", "country")
                .map(name -> ClientField.text(prefix + name, part.apply(name)));
        return Stream.concat(texts, Stream.of(new ClientField(
                Field.code(prefix + "postalCode", FieldType.TEXT), "spelled_code(" + part.apply("postalCode") + ")",
                new ClientField.Order(part.apply("postalCode"), "text"))));
    }

    /** Of several addresses one suffices. */
    private static Stream<ClientField> deliveries() {
        Stream<ClientField> texts = Stream.of("street", "building", "unit", "city", "country").map(
                name -> ClientField.set("delivery." + name, Spelling.WORDS, array(DELIVERIES + "." + name)));
        return Stream.concat(texts, Stream.of(new ClientField(
                Field.code("delivery.postalCode", FieldType.SET),
                "(select jsonb_agg(spelled_code(code)) from jsonb_array_elements_text("
                        + array(DELIVERIES + ".postalCode") + ") code)",
                new ClientField.Order(array(DELIVERIES + ".postalCode") + " ->> 0", "text"))));
    }

    private static Stream<ClientField> contacts() {
        Stream<ClientField> emails = Stream.of(EmailContact.Use.values()).map(use -> ClientField.set(
                "emails." + use, Spelling.WORDS, array("$.emails[*] ? (@.uses[*] == \"" + use + "\").address")));
        Stream<ClientField> phones = Stream.of(PhoneContact.Use.values()).map(use -> ClientField.set(
                "phones." + use, Spelling.CODE, array("$.phones[*] ? (@.uses[*] == \"" + use + "\").number")));
        return Stream.of(emails, phones, Stream.of(
                ClientField.set("emails", Spelling.WORDS, array("$.emails[*].address")),
                ClientField.set("phones", Spelling.CODE, array("$.phones[*].number")),
                ClientField.set("messengers", Spelling.WORDS, array("$.messengers[*].account")),
                ClientField.set("sites", Spelling.WORDS, array("$.sites[*].url")))).flatMap(fields -> fields);
    }

    private static Stream<ClientField> preferences() {
        return Stream.of(
                ClientField.choice(
                        "contactPreferences.channel", path("contactPreferences,channel"),
                        names(ContactPreferences.Channel.values())),
                ClientField.text("contactPreferences.hoursFrom", path("contactPreferences,hoursFrom")),
                ClientField.text("contactPreferences.hoursTo", path("contactPreferences,hoursTo")),
                ClientField.set("contactPreferences.days", Spelling.WORDS, array("$.contactPreferences.days[*]")));
    }

    private static Stream<ClientField> relations() {
        Stream<ClientField> keyDates = Stream.of(KeyDate.Kind.values()).map(kind -> ClientField.day(
                // A day without a year is taken for one of a leap year long ago: its anniversaries are what matters.
                "keyDates." + kind.name(),
                "(select case length(k ->> 'date') when 5 then '1904-' || (k ->> 'date') else k ->> 'date' end::date"
                        + " from jsonb_array_elements(client.card -> 'keyDates') k where k ->> 'kind' = '"
                        + kind.name() + "' limit 1)"));
        return Stream.concat(keyDates, Stream.of(
                ClientField.choice("importance", card("importance"), names(Importance.values()))
                        .sortedBy(ordinal(card("importance"), names(Importance.values())), "numeric"),
                ClientField.choice("relationship", card("relationship"), names(Relationship.values()))
                        .sortedBy(ordinal(card("relationship"), names(Relationship.values())), "numeric"),
                new ClientField(
                        Field.of("flags", FieldType.SET),
                        "(select jsonb_agg(lower(d.code collate \"und-x-icu\")) from dictionary_entry d"
                                + " where d.dictionary = 'FLAG' and jsonb_exists(client.card -> 'flagIds', d.id::text))",
                        null),
                ClientField.text("caretaker",
                        "jsonb_path_query_first(client.card, '$.caretakers[*] ? (@.role == \"PRIMARY\")') ->> 'subject'"),
                ClientField.set("caretakers", Spelling.WORDS, array("$.caretakers[*].subject")),
                ClientField.set("interests", Spelling.WORDS, array("$.interests[*]"))));
    }

    private static Stream<ClientField> agreements() {
        return Stream.of(
                ClientField.choice(
                        "terms.paymentForm", terms("paymentForm"), names(Terms.PaymentForm.values())),
                ClientField.text("terms.priceList", terms("priceList")),
                ClientField.number("terms.paymentDays", "(" + terms("paymentDays") + ")::numeric"),
                ClientField.number("terms.discountPercent", "(" + terms("discountPercent") + ")::numeric"),
                // In whatever currency; that is asked for beside it.
                ClientField.number("terms.creditLimit", "(" + terms("creditLimit,amount") + ")::numeric"),
                ClientField.text("terms.currency", terms("creditLimit,currency")),
                ClientField.text("accounting.receivablesAccount", path("accounting,receivablesAccount")),
                ClientField.text("accounting.payablesAccount", path("accounting,payablesAccount")),
                ClientField.text("accounting.postingSchema", path("accounting,postingSchema")));
    }

    private static Stream<ClientField> writing() {
        Stream<ClientField> printTemplates = Stream.of("invoice", "receipt", "correction", "proforma", "order")
                .map(type -> ClientField.text("printTemplates." + type, path("printTemplates," + type)));
        return Stream.concat(printTemplates, Stream.of(
                ClientField.text("messaging.emailTemplateId", path("messaging,emailTemplateId")),
                ClientField.text("messaging.smsTemplateId", path("messaging,smsTemplateId")),
                ClientField.text("messaging.documentEmail", path("messaging,documentEmail")),
                ClientField.code("messaging.smsPhone", path("messaging,smsPhone"))));
    }

    private static Stream<ClientField> records() {
        return Stream.of(
                ClientField.moment("createdAt", "client.created_at").always(),
                ClientField.moment("updatedAt", "client.updated_at").always(),
                ClientField.number("documents.count", documents("count(*)::numeric", "d.type <> 'CORRECTION'")),
                ClientField.number(
                        "documents.turnover", documents("coalesce(sum(d.gross), 0)", "d.currency = 'PLN'")),
                ClientField.number(
                        "documents.balance", documents("coalesce(sum(d.gross - d.paid), 0)", "d.currency = 'PLN'")),
                ClientField.day("documents.lastDate", documents("max(d.issued_on)", "d.type <> 'CORRECTION'")),
                new ClientField(Field.of(FieldCatalogue.SEGMENT_FIELD, FieldType.SEGMENT), "client.id", null));
    }

    private static ClientField entry(String name, String id) {
        String of = " from dictionary_entry d where d.id = " + id + ")";
        return new ClientField(
                Field.of(name, FieldType.TEXT), "(select lower(d.code collate \"und-x-icu\")" + of,
                new ClientField.Order("(select d.name" + of, "text"));
    }

    private static String card(String field) {
        return "client.card ->> '" + field + "'";
    }

    private static String terms(String path) {
        return path("terms," + path);
    }

    private static String path(String path) {
        return "client.card #>> '{" + path + "}'";
    }

    /** Nothing where a text is no date that a column can hold. */
    private static String date(String text) {
        return "(case when " + text + " ~ '^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$' then (" + text + ")::date end)";
    }

    private static String array(String path) {
        return "jsonb_path_query_array(client.card, '" + path + "')";
    }

    /** Of the registered address, or else the first one. */
    private static String registered(String field) {
        return "coalesce(jsonb_path_query_first(client.card, '$.addresses[*] ? (@.use == \"REGISTERED\")'),"
                + " client.card #> '{addresses,0}') ->> '" + field + "'";
    }

    private static String correspondence(String field) {
        return "jsonb_path_query_first(client.card, '$.addresses[*] ? (@.use == \"CORRESPONDENCE\")') ->> '" + field
                + "'";
    }

    private static String documents(String total, String which) {
        return "(select " + total + " from sales_document d where d.client_id = client.id and d.is_sale and " + which
                + ")";
    }

    private static String ordinal(String expression, String... values) {
        return "array_position('{" + String.join(",", values) + "}'::text[], " + expression + ")";
    }

    private static String[] names(Enum<?>... values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }
}

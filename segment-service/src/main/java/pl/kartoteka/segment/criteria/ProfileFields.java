package pl.kartoteka.segment.criteria;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.criteria.Spelling;

import static pl.kartoteka.criteria.FieldType.DAY;
import static pl.kartoteka.criteria.FieldType.FLAG;
import static pl.kartoteka.criteria.FieldType.MOMENT;
import static pl.kartoteka.criteria.FieldType.NUMBER;
import static pl.kartoteka.criteria.FieldType.SEGMENT;
import static pl.kartoteka.criteria.FieldType.SET;
import static pl.kartoteka.criteria.FieldType.TEXT;

/** Every field the criteria of a segment may name: the fixed ones, and the families of custom fields and consents. */
public final class ProfileFields {
    static final List<Field> FIXED = fixed();
    /** What an id document says filters clients and is never published. */
    private static final Set<String> WITHHELD = Set.of(
            "idDocument.type", "idDocument.country", "idDocument.validUntil");
    public static final FieldCatalogue CATALOGUE = FieldCatalogue.of(FIXED)
            .or(FieldCatalogue.customFieldsOfAnyType())
            .or(FieldCatalogue.consents())
            .withholding(WITHHELD);

    private ProfileFields() {}

    private static List<Field> fixed() {
        return Stream.of(
                Stream.of(
                        Field.choice("stage", "POTENTIAL", "STANDARD"),
                        Field.choice("kind", "COMPANY", "PERSON", "INSTITUTION", "EMPLOYEE", "PARTNER"),
                        Field.choice("payer", "SELF", "HEAD_OFFICE"),
                        Field.choice("businessStatus", "ACTIVE", "SUSPENDED", "BANKRUPT", "CLOSED", "NOT_STARTED"),
                        Field.choice("vatStatus", "ACTIVE", "EXEMPT", "NOT_REGISTERED"),
                        Field.choice("relationship", "COLD", "NEUTRAL", "GOOD", "CLOSE"),
                        Field.choice(
                                "contactPreferences.channel", "EMAIL", "PHONE", "SMS", "MESSENGER", "POST", "MEETING")),
                of(
                        TEXT, "name", "shortName", "firstName", "lastName", "legalForm", "importance", "language",
                        "group", "source", "industry", "headOffice", "caretaker", "contactPreferences.hoursFrom",
                        "contactPreferences.hoursTo", "terms.paymentForm", "terms.priceList", "terms.currency",
                        "accounting.receivablesAccount", "accounting.payablesAccount", "accounting.postingSchema",
                        "printTemplates.invoice", "printTemplates.receipt", "printTemplates.correction",
                        "printTemplates.proforma", "printTemplates.order", "messaging.emailTemplateId",
                        "messaging.smsTemplateId", "messaging.documentEmail"),
                address("address.", TEXT),
                address("correspondence.", TEXT),
                // Of several addresses one suffices.
                address("delivery.", SET),
                codes(TEXT, "nip", "euVatNumber", "regon", "krs", "messaging.smsPhone"),
                of(
                        SET, "traits", "pkdCodes", "emails", "emails.MAIN", "emails.OFFERS", "emails.DOCUMENTS",
                        "messengers", "sites", "contactPreferences.days", "flags", "caretakers", "interests"),
                codes(SET, "phones", "phones.MAIN", "phones.SMS"),
                of(FLAG, "active", "jst", "hasBranches"),
                // As the card calls them.
                Stream.of(
                        new Field("localGovernment", "jst", FLAG, Spelling.WORDS, Set.of()),
                        new Field("headOfficeId", "headOffice", TEXT, Spelling.WORDS, Set.of())),
                of(MOMENT, "createdAt", "updatedAt", "messages.lastSentAt"),
                of(
                        NUMBER, "terms.paymentDays", "terms.discountPercent", "terms.creditLimit", "documents.count",
                        "documents.turnover", "documents.balance", "messages.sent", "messages.bounced"),
                of(
                        DAY, "documents.lastDate", "keyDates.BIRTHDAY", "keyDates.NAME_DAY", "keyDates.FOUNDING",
                        "keyDates.COOPERATION", "keyDates.WEDDING"),
                of(SEGMENT, FieldCatalogue.SEGMENT_FIELD))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Stream<Field> address(String prefix, FieldType type) {
        return Stream.concat(
                Stream.of("street", "building", "unit", "city", "country")
                        .map(part -> Field.of(prefix + part, type)),
                codes(type, prefix + "postalCode"));
    }

    private static Stream<Field> codes(FieldType type, String... names) {
        return Stream.of(names).map(name -> Field.code(name, type));
    }

    private static Stream<Field> of(FieldType type, String... names) {
        return Stream.of(names).map(name -> Field.of(name, type));
    }
}

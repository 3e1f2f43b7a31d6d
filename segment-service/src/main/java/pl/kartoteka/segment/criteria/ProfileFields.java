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
    public static final FieldCatalogue CATALOGUE = FieldCatalogue.of(FIXED)
            .or(FieldCatalogue.customFieldsOfAnyType())
            .or(FieldCatalogue.consents());

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
                        "group", "source", "industry", "headOffice", "address.street", "address.city",
                        "address.country", "terms.paymentForm", "terms.priceList", "caretaker"),
                Stream.of("nip", "euVatNumber", "regon", "krs", "address.postalCode")
                        .map(name -> Field.code(name, TEXT)),
                of(SET, "traits", "pkdCodes", "emails", "flags", "caretakers", "interests"),
                Stream.of(Field.code("phones", SET)),
                of(FLAG, "active", "jst"),
                // As the card calls it.
                Stream.of(new Field("localGovernment", "jst", FLAG, Spelling.WORDS, Set.of())),
                of(MOMENT, "createdAt", "messages.lastSentAt"),
                of(
                        NUMBER, "terms.paymentDays", "terms.discountPercent", "terms.creditLimit", "documents.count",
                        "documents.turnover", "messages.sent", "messages.bounced"),
                of(
                        DAY, "documents.lastDate", "keyDates.BIRTHDAY", "keyDates.NAME_DAY", "keyDates.FOUNDING",
                        "keyDates.COOPERATION", "keyDates.WEDDING"),
                of(SEGMENT, FieldCatalogue.SEGMENT_FIELD))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Stream<Field> of(FieldType type, String... names) {
        return Stream.of(names).map(name -> Field.of(name, type));
    }
}

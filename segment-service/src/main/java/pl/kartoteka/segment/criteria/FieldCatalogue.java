package pl.kartoteka.segment.criteria;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static pl.kartoteka.segment.criteria.FieldType.CUSTOM;
import static pl.kartoteka.segment.criteria.FieldType.DAY;
import static pl.kartoteka.segment.criteria.FieldType.FLAG;
import static pl.kartoteka.segment.criteria.FieldType.MOMENT;
import static pl.kartoteka.segment.criteria.FieldType.NUMBER;
import static pl.kartoteka.segment.criteria.FieldType.SEGMENT;
import static pl.kartoteka.segment.criteria.FieldType.SET;
import static pl.kartoteka.segment.criteria.FieldType.TEXT;

/** Every field criteria may name: the fixed ones, and the families of custom fields and consents. */
final class FieldCatalogue {
    public static final String SEGMENT_FIELD = "segment";
    public static final String CUSTOM_PREFIX = "customFields.";
    public static final String CONSENT_PREFIX = "consent.";

    private static final Pattern CUSTOM_CODE = Pattern.compile("[\\p{L}\\p{N}_-]{1,64}");
    private static final Pattern PURPOSE_CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Set<String> CONSENT_STATUSES = folded("PENDING", "GRANTED", "REFUSED", "WITHDRAWN", "EXPIRED");
    private static final Map<String, Field> FIXED = fixed();

    private FieldCatalogue() {}

    static Optional<Field> find(String name) {
        Field fixed = FIXED.get(name);
        if (fixed != null) {
            return Optional.of(fixed);
        }
        if (family(name, CUSTOM_PREFIX, CUSTOM_CODE)) {
            return Optional.of(Field.of(name, CUSTOM));
        }
        if (family(name, CONSENT_PREFIX, PURPOSE_CODE)) {
            return Optional.of(new Field(name, name, TEXT, Spelling.WORDS, CONSENT_STATUSES));
        }
        return Optional.empty();
    }

    static List<Field> fixedFields() {
        return List.copyOf(FIXED.values());
    }

    private static boolean family(String name, String prefix, Pattern code) {
        return name.startsWith(prefix) && code.matcher(name.substring(prefix.length())).matches();
    }

    private static Map<String, Field> fixed() {
        Stream<Field> choices = Stream.of(
                choice("stage", "POTENTIAL", "STANDARD"),
                choice("kind", "COMPANY", "PERSON", "INSTITUTION", "EMPLOYEE", "PARTNER"));
        Stream<Field> texts = Stream.of(
                "name", "shortName", "firstName", "lastName", "legalForm", "importance", "language", "group", "source",
                "industry", "headOffice", "address.street", "address.city", "address.country", "terms.paymentForm",
                "terms.priceList").map(name -> Field.of(name, TEXT));
        Stream<Field> codes = Stream.of("nip", "euVatNumber", "regon", "krs", "address.postalCode")
                .map(name -> new Field(name, name, TEXT, Spelling.CODE, Set.of()));
        Stream<Field> sets = Stream.of("traits", "pkdCodes", "emails").map(name -> Field.of(name, SET));
        Stream<Field> others = Stream.of(
                new Field("phones", "phones", SET, Spelling.CODE, Set.of()),
                Field.of("active", FLAG),
                Field.of("jst", FLAG),
                Field.of("createdAt", MOMENT),
                Field.of("terms.paymentDays", NUMBER),
                Field.of("terms.discountPercent", NUMBER),
                Field.of("terms.creditLimit", NUMBER),
                Field.of("documents.lastDate", DAY),
                Field.of("documents.count", NUMBER),
                Field.of("documents.turnover", NUMBER),
                Field.of("messages.sent", NUMBER),
                Field.of("messages.bounced", NUMBER),
                Field.of("messages.lastSentAt", MOMENT),
                Field.of(SEGMENT_FIELD, SEGMENT));
        Map<String, Field> fields = new LinkedHashMap<>();
        Stream.of(choices, texts, codes, sets, others).flatMap(stream -> stream)
                .forEach(field -> fields.put(field.name(), field));
        return fields;
    }

    private static Field choice(String name, String... values) {
        return new Field(name, name, TEXT, Spelling.WORDS, folded(values));
    }

    private static Set<String> folded(String... values) {
        return Stream.of(values).map(Spelling.WORDS::fold).collect(Collectors.toUnmodifiableSet());
    }
}

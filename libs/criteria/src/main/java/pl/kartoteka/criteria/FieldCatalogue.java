package pl.kartoteka.criteria;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields that the criteria of a service may name. */
@FunctionalInterface
public interface FieldCatalogue {
    String SEGMENT_FIELD = "segment";
    String CUSTOM_PREFIX = "customFields.";
    String CONSENT_PREFIX = "consent.";

    Optional<Field> find(String name);

    /** Whether there is such a field, but nobody can ask about it here. */
    default boolean withholds(String name) {
        return false;
    }

    /** These and no others. */
    static FieldCatalogue of(Collection<Field> fields) {
        Map<String, Field> byName = fields.stream().collect(Collectors.toMap(Field::name, Function.identity()));
        return name -> Optional.ofNullable(byName.get(name));
    }

    /** {@code customFields.<code>} of whatever code, each of a type that its conditions tell. */
    static FieldCatalogue customFieldsOfAnyType() {
        return family(CUSTOM_PREFIX, Pattern.compile("[\\p{L}\\p{N}_-]{1,64}"), Field::custom);
    }

    /** {@code consent.<PURPOSE>}: the status of the consent for a purpose; none where it was never asked for. */
    static FieldCatalogue consents() {
        Set<String> statuses = Field.folded("PENDING", "GRANTED", "REFUSED", "WITHDRAWN", "EXPIRED");
        return family(
                CONSENT_PREFIX, Pattern.compile("[A-Z][A-Z0-9_]{0,63}"),
                name -> new Field(name, name, FieldType.TEXT, Spelling.WORDS, statuses));
    }

    default FieldCatalogue or(FieldCatalogue other) {
        return catalogue(
                name -> find(name).or(() -> other.find(name)), name -> withholds(name) || other.withholds(name));
    }

    /** The same; who names one of those is told that it is kept back, and not that there is none. */
    default FieldCatalogue withholding(Set<String> names) {
        return catalogue(this::find, name -> names.contains(name) || withholds(name));
    }

    private static FieldCatalogue catalogue(Function<String, Optional<Field>> found, Predicate<String> withheld) {
        return new FieldCatalogue() {
            @Override
            public Optional<Field> find(String name) {
                return found.apply(name);
            }

            @Override
            public boolean withholds(String name) {
                return withheld.test(name);
            }
        };
    }

    private static FieldCatalogue family(String prefix, Pattern code, Function<String, Field> field) {
        return name -> name.startsWith(prefix) && code.matcher(name.substring(prefix.length())).matches()
                ? Optional.of(field.apply(name))
                : Optional.empty();
    }
}

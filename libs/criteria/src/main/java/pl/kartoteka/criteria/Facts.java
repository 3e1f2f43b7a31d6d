package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one client, by key. A key is the name of the field; an instant has its day in Warsaw beside it, a
 * custom field one key per type it can be read as. What is not known is not in the map.
 */
public record Facts(Map<String, Fact> byKey) {
    public static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        byKey = Map.copyOf(byKey);
    }

    /** @param key of a condition */
    @Nullable
    Fact get(String key) {
        return Field.isOfTexts(key)
                ? Field.factsOfTexts(key).stream().map(byKey::get).filter(Objects::nonNull).findFirst().orElse(null)
                : byKey.get(key);
    }

    /** A text in its folded form. */
    public Optional<String> text(String key) {
        return byKey.get(key) instanceof Fact.Text(var folded) ? Optional.of(folded) : Optional.empty();
    }

    /** The keys whose facts differ. */
    public Set<String> differenceTo(Facts other) {
        return Stream.concat(byKey.keySet().stream(), other.byKey.keySet().stream())
                .filter(key -> !Objects.equals(byKey.get(key), other.byKey.get(key)))
                .collect(Collectors.toSet());
    }

    public static Builder builder(FieldCatalogue fields) {
        return new Builder(fields);
    }

    /** Collects facts; what is null, blank or empty is not known and left out. */
    public static final class Builder {
        private final Map<String, Fact> facts = new HashMap<>();
        private final FieldCatalogue fields;

        private Builder(FieldCatalogue fields) {
            this.fields = fields;
        }

        public Builder text(String field, @Nullable String value) {
            return text(field, field, value);
        }

        public Builder number(String field, @Nullable BigDecimal value) {
            return value == null || !usable(value) ? this : put(field, new Fact.Number(value));
        }

        public Builder flag(String field, boolean value) {
            return put(field, new Fact.Flag(value));
        }

        public Builder day(String field, @Nullable LocalDate value) {
            return value == null || !Days.usable(value) ? this : put(field, new Fact.Day(value));
        }

        public Builder moment(String field, @Nullable Instant value) {
            if (value == null || !Days.usable(value)) {
                return this;
            }
            put(field, new Fact.Moment(value.truncatedTo(ChronoUnit.MICROS)));
            return put(Field.dayOf(field), new Fact.Day(value.atZone(WARSAW).toLocalDate()));
        }

        public Builder set(String field, Collection<String> values) {
            return many(field, field, values);
        }

        /** A custom field: text, number, flag or list, and a day where a text spells one. */
        public Builder custom(String code, @Nullable Object value) {
            String key = FieldCatalogue.CUSTOM_PREFIX + code;
            if (fields.find(key).isEmpty()) {
                return this;
            }
            switch (value) {
                case String text -> {
                    text(key, Field.customKey(key, FieldType.TEXT), text);
                    Days.parse(text).ifPresent(day -> put(Field.customKey(key, FieldType.DAY), new Fact.Day(day)));
                }
                case Number number -> number(
                        Field.customKey(key, FieldType.NUMBER), new BigDecimal(number.toString()));
                case Boolean flag -> put(Field.customKey(key, FieldType.FLAG), new Fact.Flag(flag));
                case Collection<?> many -> many(
                        key, Field.customKey(key, FieldType.SET), many.stream().map(String::valueOf).toList());
                case null, default -> {
                    return this;
                }
            }
            boolean known = Stream.of(FieldType.values())
                    .anyMatch(type -> facts.containsKey(Field.customKey(key, type)));
            return known ? put(Field.customKey(key, FieldType.CUSTOM), new Fact.Flag(true)) : this;
        }

        /** Everything known that the caller is not about to say anew. */
        public Builder keeping(Facts known, Predicate<String> keys) {
            known.byKey().forEach((key, fact) -> {
                if (keys.test(key)) {
                    put(key, fact);
                }
            });
            return this;
        }

        public Facts build() {
            return new Facts(facts);
        }

        private Builder text(String field, String key, @Nullable String value) {
            String folded = value == null ? "" : spelling(field).fold(value);
            return folded.isEmpty() ? this : put(key, new Fact.Text(folded));
        }

        private Builder many(String field, String key, Collection<String> values) {
            Set<String> folded = new HashSet<>();
            values.forEach(value -> folded.add(spelling(field).fold(value)));
            folded.remove("");
            return folded.isEmpty() ? this : put(key, new Fact.Many(folded));
        }

        private Builder put(String key, Fact fact) {
            facts.put(key, fact);
            return this;
        }

        /** What a numeric column can hold without growing out of hand. */
        private static boolean usable(BigDecimal value) {
            return value.precision() <= 60 && Math.abs(value.scale()) <= 60;
        }

        private Spelling spelling(String field) {
            return fields.find(field).map(Field::spelling).orElse(Spelling.WORDS);
        }
    }
}

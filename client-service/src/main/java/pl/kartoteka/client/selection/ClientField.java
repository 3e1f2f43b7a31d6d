package pl.kartoteka.client.selection;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.criteria.Spelling;

/**
 * Something that can be asked about a client or sorted by.
 *
 * @param field as criteria name it
 * @param fact as criteria compare it, see {@link pl.kartoteka.criteria.FactSql}; an instant or a day as itself
 * @param order what lists are sorted by; null where nobody could expect an order
 */
record ClientField(Field field, String fact, @Nullable Order order) {

    /**
     * @param type of the expression in PostgreSQL; text is in the order of the Polish alphabet
     * @param always whether it is never null
     */
    record Order(String expression, String type, boolean always) {
        Order(String expression, String type) {
            this(expression, type, false);
        }
    }

    /** Free text, as people write it. */
    static ClientField text(String name, String expression) {
        return new ClientField(
                Field.of(name, FieldType.TEXT), "lower((" + expression + ") collate \"und-x-icu\")",
                new Order(expression, "text"));
    }

    /** Text of letters and digits that the card keeps without separators. */
    static ClientField code(String name, String expression) {
        return new ClientField(Field.code(name, FieldType.TEXT), "lower(" + expression + ")",
                new Order(expression, "text"));
    }

    static ClientField choice(String name, String expression, String... values) {
        return new ClientField(Field.choice(name, values), "lower(" + expression + ")", new Order(expression, "text"));
    }

    static ClientField number(String name, String expression) {
        return new ClientField(Field.of(name, FieldType.NUMBER), expression, new Order(expression, "numeric"));
    }

    static ClientField flag(String name, String expression) {
        return new ClientField(Field.of(name, FieldType.FLAG), expression,
                new Order("(" + expression + ")::int", "numeric"));
    }

    static ClientField day(String name, String expression) {
        return new ClientField(Field.of(name, FieldType.DAY), expression, new Order(expression, "date"));
    }

    static ClientField moment(String name, String expression) {
        return new ClientField(Field.of(name, FieldType.MOMENT), expression, new Order(expression, "timestamptz"));
    }

    /** @param array a jsonb array of texts */
    static ClientField set(String name, Spelling spelling, String array) {
        return new ClientField(
                new Field(name, name, FieldType.SET, spelling, Set.of()),
                "nullif(lower((" + array + ")::text collate \"und-x-icu\")::jsonb, '[]')",
                new Order("(" + array + ") ->> 0", "text"));
    }

    /** It is never null. */
    ClientField always() {
        return order == null ? this : new ClientField(field, fact, new Order(order.expression(), order.type(), true));
    }

    ClientField sortedBy(String expression, String type) {
        return new ClientField(field, fact, new Order(expression, type));
    }
}

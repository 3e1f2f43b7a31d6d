package pl.kartoteka.client.selection;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.FactSql;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.Operand;
import pl.kartoteka.criteria.Operator;
import pl.kartoteka.criteria.Rule;
import pl.kartoteka.criteria.SqlParameters;
import pl.kartoteka.criteria.TextSql;

/** The facts of a client in the tables of this service; a shorter way where an index or a small dictionary gives one. */
final class ClientSql implements FactSql {
    private static final Map<String, String> DICTIONARIES = Map.of(
            "group", "client.group_id", "source", "client.source_id", "industry", "client.industry_id");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, ClientField> fields;

    ClientSql(Map<String, ClientField> fields) {
        this.fields = fields;
    }

    @Override
    public String fact(Rule.Condition condition, SqlParameters parameters) {
        String name = condition.field().name();
        if (name.startsWith(FieldCatalogue.CONSENT_PREFIX)) {
            return "(select lower(k.status) from client_consent k where k.client_id = client.id and k.purpose = "
                    + parameters.bind(purpose(name)) + ")";
        }
        String fact = Objects.requireNonNull(fields.get(name)).fact();
        return switch (condition.field().type()) {
            case DAY -> days(fact);
            case MOMENT -> condition.key().equals(condition.field().key())
                    ? "(extract(epoch from " + fact + ") * 1000000)::bigint"
                    : days("(" + fact + " at time zone 'Europe/Warsaw')::date");
            default -> fact;
        };
    }

    @Override
    public String memberOf(String segments) {
        return "exists (select from client_segment m where m.client_id = client.id and m.member"
                + " and m.segment_id = any(" + segments + "))";
    }

    @Override
    public @Nullable String directly(Rule.Condition condition, SqlParameters parameters) {
        String name = condition.field().name();
        Operator operator = condition.operator().positive();
        return switch (condition.operand()) {
            case Operand.Nothing _ when DICTIONARIES.containsKey(name) -> DICTIONARIES.get(name) + " is not null";
            case Operand.Texts(var folded) when DICTIONARIES.containsKey(name) -> DICTIONARIES.get(name)
                    + " = any(array(" + entries("d.id", name, operator, folded, parameters) + "))";
            case Operand.Texts(var folded) when name.equals("traits") && operator == Operator.HAS_ANY ->
                    "client.card -> 'traitIds' ?| array(" + entries("d.id::text", "trait", Operator.IN, folded,
                            parameters) + ")";
            case Operand.Texts(var folded) when name.startsWith("headOffice") && isWhole(operator) ->
                    "client.head_office_id = any(" + parameters.bind(ids(folded)) + ")";
            case Operand.Texts(var folded) when name.startsWith(FieldCatalogue.CONSENT_PREFIX) ->
                    "exists (select from client_consent k where k.client_id = client.id and k.purpose = "
                            + parameters.bind(purpose(name)) + " and "
                            + TextSql.compare(operator, "lower(k.status)", folded, parameters) + ")";
            default -> null;
        };
    }

    /** The entries of a dictionary are few and looked up once for the whole statement. */
    private static String entries(
            String id, String dictionary, Operator operator, Set<String> folded, SqlParameters parameters) {
        return "select " + id + " from dictionary_entry d where d.dictionary = upper('" + dictionary + "') and "
                + TextSql.compare(operator, "lower(d.code collate \"und-x-icu\")", folded, parameters);
    }

    private static boolean isWhole(Operator operator) {
        return operator == Operator.EQ || operator == Operator.IN;
    }

    private static UUID[] ids(Set<String> texts) {
        return texts.stream().filter(text -> ID.matcher(text).matches()).map(UUID::fromString).toArray(UUID[]::new);
    }

    private static String days(String date) {
        return "(" + date + " - date '1970-01-01')::bigint";
    }

    private static String purpose(String field) {
        return field.substring(FieldCatalogue.CONSENT_PREFIX.length());
    }
}

package pl.kartoteka.client.selection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.criteria.CriteriaReading.Understood;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.criteria.Operator;
import pl.kartoteka.criteria.Subject;
import pl.kartoteka.test.CriteriaPage;
import pl.kartoteka.test.CriteriaPage.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What filters clients makes segments too: both are held to one page, and mean the same by a custom field. */
class CriteriaPageTest {
    private static final CriteriaPage PAGE = CriteriaPage.read();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CUSTOM = "customFields.x";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final List<String> OPERANDS = List.of(
            "\"b\"", "\"Be\"", "[\"be\"]", "[\"a\",\"be\"]", "5", "[5,7]", "5.0", "true", "false", "\"2026-11-20\"",
            "[\"2026-11-01\",\"2026-11-30\"]", "3");

    @Test
    void filtersKnowTheFieldsOfThePageAndNoOthers() {
        var kinds = fields().stream().collect(Collectors.toMap(Field::name, CriteriaPage::kind));

        assertThat(kinds).containsExactlyInAnyOrderEntriesOf(PAGE.kinds(Row::isInFilters));
    }

    @Test
    void theyTakeTheValuesOfThePageAndNoOthers() {
        Map<String, Set<String>> allowed = fields().stream().collect(Collectors.toMap(Field::name, Field::allowed));

        assertThat(PAGE.rows()).filteredOn(Row::isInFilters)
                .allSatisfy(row -> assertThat(row.values()).as(row.name()).isEqualTo(allowed.get(row.name())));
    }

    @ParameterizedTest
    @CsvSource({"TEXT", "NUMBER", "FLAG", "DAY", "SET"})
    void aConditionOnACustomFieldMeansTheSameInASegment(FieldType type) {
        FieldCatalogue typed = FieldCatalogue.of(List.of(Field.of(CUSTOM, type)));
        FieldCatalogue any = FieldCatalogue.customFieldsOfAnyType();
        int understood = 0;
        for (Operator operator : Operator.values()) {
            for (String operand : operands(operator)) {
                JsonNode condition = JSON.readTree("{\"field\":\"%s\",\"op\":\"%s\",\"value\":%s}"
                        .formatted(CUSTOM, operator.jsonName(), operand));
                if (read(condition, typed) instanceof Understood(var rule, _)) {
                    understood++;
                    assertThat(read(condition, any)).as("%s", condition).isInstanceOfSatisfying(
                            Understood.class, segment -> assertThat(values(type)).allSatisfy(value -> assertThat(
                                    subject(Facts.builder(any).custom("x", value)).fulfils(segment.rule()))
                                    .as("%s of %s", condition, value)
                                    .isEqualTo(subject(typed(typed, type, value)).fulfils(rule))));
                }
            }
        }
        assertThat(understood).isGreaterThan(3);
    }

    private static List<Field> fields() {
        return ClientFields.FIXED.stream().map(ClientField::field).toList();
    }

    private static CriteriaReading read(JsonNode condition, FieldCatalogue fields) {
        return CriteriaReader.read(condition, "criteria", fields);
    }

    private static List<String> operands(Operator operator) {
        return operator.positive() == Operator.IS_SET ? List.of("null") : OPERANDS;
    }

    /** As a card has them in a field of the type. */
    private static List<Object> values(FieldType type) {
        return switch (type) {
            case TEXT -> List.of("be", "Abba", "5", "true", "2026-11-20");
            case NUMBER -> Arrays.asList(new BigDecimal("5.00"), 6, new BigDecimal("-7.1"));
            case FLAG -> List.of(true, false);
            case DAY -> List.of("2026-11-20", "2025-11-24", "2026-12-01");
            default -> List.of(List.of("Be"), List.of("a", "be"), List.of("Abba", "c"));
        };
    }

    private static Facts.Builder typed(FieldCatalogue fields, FieldType type, Object value) {
        Facts.Builder facts = Facts.builder(fields);
        return switch (type) {
            case TEXT -> facts.text(CUSTOM, (String) value);
            case NUMBER -> facts.number(CUSTOM, new BigDecimal(value.toString()));
            case FLAG -> facts.flag(CUSTOM, (boolean) value);
            case DAY -> facts.day(CUSTOM, LocalDate.parse((String) value));
            default -> facts.set(CUSTOM, ((List<?>) value).stream().map(String::valueOf).toList());
        };
    }

    private static Subject subject(Facts.Builder facts) {
        return new Subject(facts.build(), Set.of(), TODAY);
    }
}

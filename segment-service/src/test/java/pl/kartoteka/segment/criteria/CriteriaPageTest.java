package pl.kartoteka.segment.criteria;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import pl.kartoteka.criteria.Field;
import pl.kartoteka.test.CriteriaPage;
import pl.kartoteka.test.CriteriaPage.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** What filters clients makes segments too: both are held to one page. */
class CriteriaPageTest {
    private static final CriteriaPage PAGE = CriteriaPage.read();
    private static final Map<String, Field> FIELDS = ProfileFields.FIXED.stream()
            .collect(Collectors.toMap(Field::name, field -> field, (_, last) -> last, TreeMap::new));

    @Test
    void segmentsKnowTheFieldsOfThePageAndNoOthers() {
        var kinds = FIELDS.values().stream().collect(Collectors.toMap(Field::name, CriteriaPage::kind));

        assertThat(kinds).containsExactlyInAnyOrderEntriesOf(PAGE.kinds(Row::isInSegments));
    }

    @Test
    void noFilterIsMissingWithoutAReason() {
        assertThat(PAGE.rows()).hasSizeGreaterThan(90).noneMatch(Row::isMissingInSegments);
    }

    @Test
    void everyValueOfAFilterMakesASegment() {
        assertThat(PAGE.rows()).filteredOn(Row::isInSegments).allSatisfy(row -> {
            Field field = FIELDS.get(row.name());
            assertThat(field.allowed().isEmpty() || field.allowed().equals(row.values())).as("%s", field).isTrue();
        });
    }

    @Test
    void whatStaysWithClientsIsWithheldAndNotUnknown() {
        assertThat(PAGE.rows()).filteredOn(row -> !row.isInSegments()).isNotEmpty().allSatisfy(row -> {
            assertThat(ProfileFields.CATALOGUE.find(row.name())).isEmpty();
            assertThat(ProfileFields.CATALOGUE.withholds(row.name())).as(row.name()).isTrue();
        });
        assertThat(FIELDS.keySet()).noneMatch(ProfileFields.CATALOGUE::withholds);
    }

    @Test
    void thePageNamesTheOperatorsOfEveryKind() {
        assertThat(FIELDS.values()).allSatisfy(field -> assertThat(PAGE.operators().get(CriteriaPage.kind(field)))
                .as(field.name()).containsExactlyInAnyOrderElementsOf(CriteriaPage.operators(field.type())));
    }
}

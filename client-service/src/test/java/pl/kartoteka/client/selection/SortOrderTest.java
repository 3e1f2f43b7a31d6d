package pl.kartoteka.client.selection;

import java.util.HashMap;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.problem.InvalidInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SortOrderTest {
    private static final ClientFields FIELDS = ClientFields.with(List.of());

    @Test
    void endsWithTheIdInTheDirectionOfTheKeyBefore() {
        assertThat(SortOrder.parse(null, FIELDS).orderBy()).isEqualTo("client.name, client.id");
        assertThat(SortOrder.parse("name,-createdAt", FIELDS).orderBy())
                .isEqualTo("client.name, client.created_at desc, client.id desc");
        assertThat(SortOrder.parse("-id,name", FIELDS).orderBy()).isEqualTo("client.id desc, client.name");
    }

    @Test
    void takesACityForThatOfTheAddress() {
        assertThat(SortOrder.parse("city", FIELDS).orderBy())
                .isEqualTo(SortOrder.parse("address.city", FIELDS).orderBy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,-name", "name,", "shoeSize", "customFields.unknown", "traits", "--name",
        "city,address.city"})
    void refusesWhatNobodyCanSortBy(String sort) {
        assertThatThrownBy(() -> SortOrder.parse(sort, FIELDS)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void boundsTheFirstColumnByItselfSoThatAnIndexCanBeUsed() {
        String beyond = SortOrder.parse("name", FIELDS).beyond(List.of("A", "x"), new HashMap<>());

        assertThat(beyond).startsWith("client.name >= cast(:after0 as text) and (");
    }
}

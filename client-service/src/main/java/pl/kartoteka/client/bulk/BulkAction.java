package pl.kartoteka.client.bulk;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.problem.ErrorCollector;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done to whom: clients by id, or those that a text or criteria mean; never all for want of a filter.
 *
 * @param groupId for ASSIGN_GROUP; null takes the group away
 * @param traitIds for ADD_TRAITS and REMOVE_TRAITS
 * @param caretaker for ASSIGN_CARETAKER; a primary one makes the one before an additional one
 * @param reason for the history of each client; taken from the header
 */
record BulkAction(
        @NotNull Action action,
        @Size(min = 1, max = 10_000) @Nullable List<@NotNull UUID> clientIds,
        @Nullable String q,
        @Nullable JsonNode criteria,
        @Nullable UUID groupId,
        @Size(max = 100) @Nullable List<@NotNull UUID> traitIds,
        @Nullable @Valid Caretaker caretaker,
        @Nullable String reason) {

    enum Action {
        ASSIGN_GROUP, ASSIGN_CARETAKER, ADD_TRAITS, REMOVE_TRAITS, ACTIVATE, DEACTIVATE, DELETE
    }

    ClientFilter filter() {
        return new ClientFilter(q, criteria, clientIds);
    }

    List<UUID> traits() {
        return traitIds == null ? List.of() : traitIds;
    }

    BulkAction because(@Nullable String said) {
        return new BulkAction(action, clientIds, q, criteria, groupId, traitIds, caretaker, said);
    }

    void check() {
        var errors = new ErrorCollector();
        boolean filtered = q != null && !q.isBlank() || criteria != null && !criteria.isNull();
        if (clientIds == null && !filtered) {
            errors.add("clientIds", "bulk-action.nobody-meant");
        } else if (clientIds != null && filtered) {
            errors.add("clientIds", "not-allowed");
        }
        boolean aboutTraits = action == Action.ADD_TRAITS || action == Action.REMOVE_TRAITS;
        if (aboutTraits == traits().isEmpty()) {
            errors.add("traitIds", aboutTraits ? "required" : "not-allowed");
        }
        if (groupId != null && action != Action.ASSIGN_GROUP) {
            errors.add("groupId", "not-allowed");
        }
        boolean aboutCaretaker = action == Action.ASSIGN_CARETAKER;
        if (aboutCaretaker == (caretaker == null)) {
            errors.add("caretaker", aboutCaretaker ? "required" : "not-allowed");
        }
        if (reason != null) {
            errors.add("reason", "not-allowed");
        }
        errors.throwIfAny();
    }
}

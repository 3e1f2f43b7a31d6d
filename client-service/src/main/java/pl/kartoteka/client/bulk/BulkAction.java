package pl.kartoteka.client.bulk;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Caretaker;
import pl.kartoteka.client.card.Importance;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.problem.ErrorCollector;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done to whom: clients by id, or those that a text or criteria mean; never all for want of a filter.
 *
 * @param groupId for ASSIGN_GROUP; null takes the group away
 * @param sourceId for ASSIGN_SOURCE, in the same way
 * @param industryId for ASSIGN_INDUSTRY, in the same way
 * @param importance for ASSIGN_IMPORTANCE, in the same way
 * @param traitIds for ADD_TRAITS and REMOVE_TRAITS
 * @param traitGroupId for ADD_TRAIT_GROUP
 * @param flagIds for ADD_FLAGS and REMOVE_FLAGS
 * @param caretaker for ASSIGN_CARETAKER, where a primary one makes the one before an additional one, and for REMOVE_CARETAKER
 * @param reason for the history of each client; taken from the header
 */
record BulkAction(
        @NotNull Action action,
        @Size(min = 1, max = 10_000) @Nullable List<@NotNull UUID> clientIds,
        @Nullable String q,
        @Nullable JsonNode criteria,
        @Nullable UUID groupId,
        @Nullable UUID sourceId,
        @Nullable UUID industryId,
        @Nullable Importance importance,
        @Size(max = 100) @Nullable List<@NotNull UUID> traitIds,
        @Nullable UUID traitGroupId,
        @Size(max = 50) @Nullable List<@NotNull UUID> flagIds,
        @Nullable @Valid Caretaker caretaker,
        @Nullable String reason) {

    enum Action {
        ASSIGN_GROUP, ASSIGN_SOURCE, ASSIGN_INDUSTRY, ASSIGN_IMPORTANCE, ASSIGN_CARETAKER, REMOVE_CARETAKER, ADD_TRAITS,
        REMOVE_TRAITS, ADD_TRAIT_GROUP, ADD_FLAGS, REMOVE_FLAGS, ACTIVATE, DEACTIVATE, DELETE
    }

    ClientFilter filter() {
        return new ClientFilter(q, criteria, clientIds);
    }

    List<UUID> traits() {
        return traitIds == null ? List.of() : traitIds;
    }

    List<UUID> flags() {
        return flagIds == null ? List.of() : flagIds;
    }

    BulkAction because(@Nullable String said) {
        return new BulkAction(action, clientIds, q, criteria, groupId, sourceId, industryId, importance, traitIds,
                traitGroupId, flagIds, caretaker, said);
    }

    void check() {
        var errors = new ErrorCollector();
        boolean filtered = q != null && !q.isBlank() || criteria != null && !criteria.isNull();
        if (clientIds == null && !filtered) {
            errors.add("clientIds", "bulk-action.nobody-meant");
        } else if (clientIds != null && filtered) {
            errors.add("clientIds", "not-allowed");
        }
        requireOnlyFor(errors, "traitIds", !traits().isEmpty(), Action.ADD_TRAITS, Action.REMOVE_TRAITS);
        requireOnlyFor(errors, "flagIds", !flags().isEmpty(), Action.ADD_FLAGS, Action.REMOVE_FLAGS);
        requireOnlyFor(errors, "traitGroupId", traitGroupId != null, Action.ADD_TRAIT_GROUP);
        requireOnlyFor(errors, "caretaker", caretaker != null, Action.ASSIGN_CARETAKER, Action.REMOVE_CARETAKER);
        allowOnlyFor(errors, "groupId", groupId != null, Action.ASSIGN_GROUP);
        allowOnlyFor(errors, "sourceId", sourceId != null, Action.ASSIGN_SOURCE);
        allowOnlyFor(errors, "industryId", industryId != null, Action.ASSIGN_INDUSTRY);
        allowOnlyFor(errors, "importance", importance != null, Action.ASSIGN_IMPORTANCE);
        if (reason != null) {
            errors.add("reason", "not-allowed");
        }
        errors.throwIfAny();
    }

    private void requireOnlyFor(ErrorCollector errors, String field, boolean given, Action... actions) {
        boolean needed = List.of(actions).contains(action);
        if (needed != given) {
            errors.add(field, needed ? "required" : "not-allowed");
        }
    }

    private void allowOnlyFor(ErrorCollector errors, String field, boolean given, Action only) {
        if (given && action != only) {
            errors.add(field, "not-allowed");
        }
    }
}

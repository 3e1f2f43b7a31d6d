package pl.kartoteka.client.draft;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.draft.RegisterEntry.FieldProvenance;
import pl.kartoteka.client.duplicate.NearDuplicate;

/**
 * A card to complete and register.
 *
 * @param provenance by field of the card: which register it comes from
 * @param existing who has the NIP already
 * @param warnings other clients that may be the same one
 */
record DraftResponse(
        @JsonUnwrapped ClientCard card,
        Map<String, FieldProvenance> provenance,
        @Nullable ExistingClient existing,
        @Nullable List<NearDuplicate> warnings) {

    DraftResponse {
        warnings = warnings == null || warnings.isEmpty() ? null : warnings;
    }

    record ExistingClient(UUID id, String name) {}
}

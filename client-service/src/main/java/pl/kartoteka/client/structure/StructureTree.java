package pl.kartoteka.client.structure;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.structure.Structure.Place;

/**
 * A whole organisation, each client before its branches; told flat, for organisations are deeper than readers of JSON go.
 *
 * @param complete false where there are more clients than one answer holds
 */
record StructureTree(UUID clientId, UUID topId, List<Node> items, boolean complete) {
    static final int MOST = 5_000;

    /** @param depth how far below the top */
    record Node(UUID id, String name, ClientKind kind, @Nullable String nip, boolean active,
            @Nullable UUID headOfficeId,
            int depth) {}

    static StructureTree of(UUID client, List<Place> found) {
        List<Place> shown = found.subList(0, Math.min(MOST, found.size()));
        return new StructureTree(client, found.getFirst().id(), shown.stream()
                .map(place -> new Node(place.id(), place.name(), place.kind(), place.nip(), place.active(),
                        place.headOfficeId(), place.depth()))
                .toList(), found.size() <= MOST);
    }
}

package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import pl.kartoteka.client.registry.ClientResponse;

/**
 * Two clients again.
 *
 * @param kept fields of the survivor that were changed since the merge, and stay as they are
 * @param movedBack how much hangs on the duplicate again
 */
record UndoResponse(UUID id, ClientResponse survivor, ClientResponse duplicate, List<String> kept,
        Map<String, Long> movedBack) {}

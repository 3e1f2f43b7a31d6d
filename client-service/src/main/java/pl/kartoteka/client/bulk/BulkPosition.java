package pl.kartoteka.client.bulk;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How far a bulk action has come; also what is shown of it.
 *
 * @param after the last client that was dealt with
 */
record BulkPosition(@Nullable UUID after, long changed, long unchanged, long refused) {
    static final BulkPosition START = new BulkPosition(null, 0, 0, 0);

    BulkPosition beyond(UUID client, long more, long asTheyWere, long refusals) {
        return new BulkPosition(client, changed + more, unchanged + asTheyWere, refused + refusals);
    }

    record Report(BulkAction.Action action, long changed, long unchanged, long refused) {}
}

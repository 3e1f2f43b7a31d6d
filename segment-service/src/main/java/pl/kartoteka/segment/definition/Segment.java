package pl.kartoteka.segment.definition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A segment as its owner defined it.
 *
 * @param criteria JSON text; null in a static segment
 * @param sharedWith users who may see it although it is RESTRICTED
 * @param progress of the fill that is under way; null when the members are up to date
 */
public record Segment(
        UUID id,
        long version,
        String name,
        @Nullable String description,
        Type type,
        Visibility visibility,
        List<String> sharedWith,
        String owner,
        @Nullable String criteria,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Progress progress) {

    public enum Type { STATIC, DYNAMIC }

    public enum Visibility { PUBLIC, RESTRICTED }

    public record Progress(long done, long total) {}

    /** Who asks. */
    public record Viewer(String subject, boolean administrator) {}

    public boolean isSeenBy(Viewer viewer) {
        return visibility == Visibility.PUBLIC || isEditedBy(viewer) || sharedWith.contains(viewer.subject());
    }

    public boolean isEditedBy(Viewer viewer) {
        return viewer.administrator() || owner.equals(viewer.subject());
    }
}

package pl.kartoteka.http;

import org.jspecify.annotations.Nullable;

/** A version as an entity tag. */
public final class ETags {
    private ETags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** @param beside the version of something that is shown with it and changes by itself; {@code If-Match} does not ask for it */
    public static String of(long version, @Nullable Long beside) {
        return beside == null ? of(version) : "\"" + version + "." + beside + "\"";
    }
}

package pl.kartoteka.gus.lookup;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** {@code Cache-Control: no-cache}, as in HTTP: the caller wants the register's word now. */
public final class CacheControl {
    private CacheControl() {}

    public static boolean asksAnew(@Nullable String header) {
        return header != null && header.toLowerCase(Locale.ROOT).contains("no-cache");
    }
}

package pl.kartoteka.client.card;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** How written input becomes what is kept: outer and repeated spaces go, control characters too (PostgreSQL
 * takes no NUL), and what is empty then was not given. */
final class Texts {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

    private Texts() {}

    static @Nullable String clean(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String text = Normalizer.normalize(SPACES.matcher(written).replaceAll(" ").strip(), Form.NFC);
        return text.isEmpty() ? null : text;
    }

    /** Without repetitions, in the order given; a null element stays for validation to name. */
    static <T> List<T> each(@Nullable List<T> given) {
        return given == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(new LinkedHashSet<>(given)));
    }
}

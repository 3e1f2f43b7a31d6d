package pl.kartoteka.personal;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.events.PrivacyEvent.ErasedData;
import pl.kartoteka.events.PrivacyEvent.KeptData;

/** What was erased, and what is kept although it is about the person, and why. */
public record Erasure(List<ErasedData> erased, List<KeptData> kept) {
    public static final Erasure NOTHING = new Erasure(List.of(), List.of());

    public Erasure {
        erased = List.copyOf(erased);
        kept = List.copyOf(kept);
    }

    /** @param what a kind of data, in lower case with hyphens */
    public static Erasure of(String what, long count) {
        return count == 0 ? NOTHING : new Erasure(List.of(new ErasedData(what, count)), List.of());
    }

    /**
     * @param reason a code in upper case, e.g. {@code TAX_LAW}
     * @param until the day on which it is erased by itself; null where there is none
     */
    public Erasure keeping(String what, long count, String reason, @Nullable LocalDate until) {
        return count == 0 ? this : and(new Erasure(List.of(), List.of(new KeptData(what, count, reason, until))));
    }

    public Erasure and(Erasure other) {
        return new Erasure(
                Stream.concat(erased.stream(), other.erased.stream()).toList(),
                Stream.concat(kept.stream(), other.kept.stream()).toList());
    }
}

package pl.kartoteka.gus.batch;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.lookup.Freshness;
import pl.kartoteka.gus.register.Register;

/** One number asked of one register. Boxed, because the driver knows no primitives. */
record BatchItem(Integer position, Register register, String number, Integer attempts) {

    /**
     * What became of it.
     *
     * @param outcome null while it is to be asked again
     */
    record Settled(
            BatchItem item,
            @Nullable BatchOutcome outcome,
            @Nullable UUID answerId,
            @Nullable Freshness freshness,
            @Nullable String reason) {}
}

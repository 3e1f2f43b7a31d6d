package pl.kartoteka.gus.batch;

import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Register;

/**
 * @param numbers NIP, REGON or EU VAT numbers as people write them; a malformed one spoils no other
 * @param anew whether what is kept from before the batch is passed over
 */
record LookupBatchRequest(
        @NotEmpty Set<@NotNull Register> registers,
        @NotEmpty @Size(max = 100_000) List<@NotNull String> numbers,
        @Nullable Boolean anew) {}

package pl.kartoteka.client.draft;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A company as the registers together describe it.
 *
 * @param provenance by field of the company
 */
record RegisterEntry(Company company, Map<String, FieldProvenance> provenance) {

    record Company(
            @Nullable String name,
            @Nullable String shortName,
            @Nullable String kind,
            @Nullable String regon,
            @Nullable String krs,
            @Nullable LegalForm legalForm,
            @Nullable Address address,
            @Nullable Address correspondenceAddress,
            @Nullable List<Activity> pkd,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Boolean euVatActive) {}

    record LegalForm(@Nullable String name) {}

    record Activity(String code) {}

    record Address(
            @Nullable String street,
            @Nullable String building,
            @Nullable String unit,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {}

    /**
     * @param source the register that said so
     * @param stale whether it is an old answer of a register that does not answer now
     */
    record FieldProvenance(String source, Instant at, boolean stale) {}
}

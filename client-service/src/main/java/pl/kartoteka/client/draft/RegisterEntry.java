package pl.kartoteka.client.draft;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A company as the registers together describe it.
 *
 * @param provenance by field of the company
 */
record RegisterEntry(Company company, Map<String, FieldProvenance> provenance) {

    RegisterEntry withoutVat(FieldProvenance said) {
        var whence = new HashMap<>(provenance);
        whence.put("vatStatus", said);
        return new RegisterEntry(company.withVatStatus("NOT_REGISTERED"), whence);
    }

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
            @Nullable Boolean euVatActive,
            @Nullable String status,
            @Nullable String vatStatus) {

        Company withVatStatus(String another) {
            return new Company(name, shortName, kind, regon, krs, legalForm, address, correspondenceAddress, pkd, email,
                    phone, euVatActive, status, another);
        }
    }

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

package pl.kartoteka.gus.company;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A company as all registers together describe it.
 *
 * @param registeredName the name letter by letter as registered; {@code name} is its readable form
 */
record Company(
        String nip,
        @Nullable String name,
        @Nullable String registeredName,
        @Nullable String shortName,
        @Nullable CompanyKind kind,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String regon,
        @Nullable String krs,
        @Nullable LegalForm legalForm,
        @Nullable CompanyStatus status,
        @Nullable CompanyAddress address,
        @Nullable CompanyAddress correspondenceAddress,
        @Nullable List<CompanyActivity> pkd,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate suspendedOn,
        @Nullable LocalDate endedOn,
        @Nullable String vatStatus,
        @Nullable List<String> accountNumbers,
        @Nullable Boolean euVatActive) {}

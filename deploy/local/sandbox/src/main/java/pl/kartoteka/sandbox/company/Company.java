package pl.kartoteka.sandbox.company;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** An invented company with everything any of the registers tells about it. */
public record Company(String nip, String regon, @Nullable String krs, Kind kind, String name,
        @Nullable String shortName, String note, Address address, @Nullable String email, @Nullable String phone,
        @Nullable String www, LocalDate started, @Nullable LocalDate suspended, @Nullable LocalDate resumed,
        @Nullable LocalDate ended, @Nullable LocalDate struckOff, @Nullable LocalDate bankrupt,
        @Nullable String nipStatus, List<Pkd> pkd, @Nullable Owner owner, List<Integer> silos,
        List<Partner> partners, List<LocalUnit> localUnits, @Nullable CeidgEntry ceidg, @Nullable VatEntry vat,
        @Nullable String viesName) {

    public Company {
        pkd = Objects.requireNonNullElse(pkd, List.of());
        silos = Objects.requireNonNullElse(silos, List.of());
        partners = Objects.requireNonNullElse(partners, List.of());
        localUnits = Objects.requireNonNullElse(localUnits, List.of());
    }

    public boolean isNaturalPerson() {
        return kind == Kind.SOLE_TRADER;
    }

    /** The person behind a sole trader. */
    public Owner person() {
        return Objects.requireNonNull(owner, () -> "owner of " + nip);
    }

    public Optional<VatEntry> vatEntry() {
        return Optional.ofNullable(vat);
    }

    public boolean isActiveVatPayer() {
        return vatEntry().filter(entry -> entry.status().equals("Czynny")).isPresent();
    }

    public record Pkd(String code, String name) {}

    public record Owner(String firstName, @Nullable String secondName, String lastName) {}

    public record Partner(String regon, String firstName, @Nullable String secondName, String lastName,
            String businessName) {}

    public record LocalUnit(String regon, String name, @Nullable Integer silo, LocalDate started, Address address,
            List<Pkd> pkd) {}

    public record CeidgEntry(String status, @Nullable List<Partnership> partnerships) {}

    public record Partnership(String nip, String regon) {}

    /** The entry on the white list; its name and address are given where they differ from those in GUS. */
    public record VatEntry(String status, @Nullable LocalDate registered, List<String> accounts,
            @Nullable LocalDate removed, @Nullable String removalBasis, @Nullable LocalDate restored,
            @Nullable String restorationBasis, @Nullable LocalDate exemptionSme, @Nullable Boolean virtualAccounts,
            @Nullable String name, @Nullable String address) {

        public VatEntry {
            accounts = Objects.requireNonNullElse(accounts, List.of());
        }
    }
}

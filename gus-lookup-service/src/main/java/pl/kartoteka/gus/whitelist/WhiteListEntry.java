package pl.kartoteka.gus.whitelist;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the white list says: the taxpayer, or whether one account belongs to it.
 *
 * @param askedFor the day the answer is about
 * @param accountAssigned only in the check of an account
 */
public record WhiteListEntry(
        LocalDate askedFor,
        @Nullable Boolean accountAssigned,
        @Nullable Subject subject) {

    public record Subject(
            String name,
            @Nullable String nip,
            @Nullable String regon,
            @Nullable String krs,
            @Nullable VatStatus vatStatus,
            @Nullable String residenceAddress,
            @Nullable String workingAddress,
            List<Person> representatives,
            List<Person> authorizedClerks,
            List<Person> partners,
            @Nullable LocalDate registeredOn,
            @Nullable LocalDate refusedOn,
            @Nullable String refusalBasis,
            @Nullable LocalDate restoredOn,
            @Nullable String restorationBasis,
            @Nullable LocalDate removedOn,
            @Nullable String removalBasis,
            List<String> accountNumbers,
            boolean virtualAccounts) {}

    /** Czynny, Zwolniony, Niezarejestrowany. */
    public enum VatStatus {
        ACTIVE, EXEMPT, NOT_REGISTERED
    }

    /** Without the PESEL, which the register also gives and nobody here needs. */
    public record Person(
            @Nullable String companyName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String nip) {}
}

package pl.kartoteka.gus.ceidg;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Pkd;
import pl.kartoteka.gus.register.RegisterAddress;

/**
 * The business of a sole trader as CEIDG shows it.
 *
 * @param bankrupt whether the entry names bankruptcies; null in answers kept before that was read
 */
public record CeidgBusiness(
        String id,
        String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String nip,
        @Nullable String regon,
        Status status,
        @Nullable RegisterAddress address,
        @Nullable RegisterAddress correspondenceAddress,
        List<RegisterAddress> additionalAddresses,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String electronicDelivery,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate suspendedOn,
        @Nullable LocalDate resumedOn,
        @Nullable LocalDate endedOn,
        @Nullable LocalDate removedOn,
        List<Pkd> pkd,
        List<Partnership> partnerships,
        @Nullable Boolean bankrupt) {

    /** The register's own words. */
    public enum Status {
        AKTYWNY, ZAWIESZONY, WYKRESLONY, OCZEKUJE_NA_ROZPOCZECIE_DZIALANOSCI, WYLACZNIE_W_FORMIE_SPOLKI
    }

    /** A civil partnership the person is a partner of. */
    public record Partnership(@Nullable String nip, @Nullable String regon, @Nullable LocalDate suspendedOn) {}
}

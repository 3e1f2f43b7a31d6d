package pl.kartoteka.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The public state of a client. PESEL and id documents are never published.
 *
 * @param kind COMPANY, PERSON, INSTITUTION, EMPLOYEE or PARTNER
 * @param stage STANDARD (trades with us) or POTENTIAL
 * @param active false once deactivated
 * @param localGovernment whether an INSTITUTION is a local-government unit (JST)
 * @param language preferred language of messages, ISO 639-1
 * @param customFields values by field code: string, number, boolean, ISO date string, or list of strings
 * @param mergedInto the surviving client once this one was merged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientState(
        UUID id,
        long version,
        String kind,
        String stage,
        boolean active,
        String name,
        @Nullable String shortName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String nip,
        @Nullable String euVatNumber,
        @Nullable String regon,
        @Nullable String krs,
        @Nullable String legalForm,
        boolean localGovernment,
        @Nullable String importance,
        @Nullable String language,
        @Nullable DictionaryEntry group,
        List<DictionaryEntry> traits,
        @Nullable DictionaryEntry source,
        @Nullable DictionaryEntry industry,
        List<String> pkdCodes,
        @Nullable UUID headOfficeId,
        List<Address> addresses,
        List<Email> emails,
        List<Phone> phones,
        @Nullable Terms terms,
        Map<String, Object> customFields,
        @Nullable UUID mergedInto,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param use REGISTERED, CORRESPONDENCE or DELIVERY
     * @param postalCode with its dash for Poland, e.g. 90-001
     * @param country ISO 3166-1 alpha-2
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            String use,
            @Nullable String street,
            @Nullable String building,
            @Nullable String unit,
            @Nullable String postalCode,
            @Nullable String city,
            String country) {}

    /** @param uses any of MAIN, OFFERS, DOCUMENTS */
    public record Email(String address, List<String> uses) {}

    /**
     * @param number E.164, e.g. +48500100200
     * @param uses any of MAIN, SMS
     */
    public record Phone(String number, List<String> uses) {}

    /** Commercial terms; what is null is inherited from the head office or not agreed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Terms(
            @Nullable String paymentForm,
            @Nullable Integer paymentDays,
            @Nullable String priceList,
            @Nullable String discountPercent,
            @Nullable Money creditLimit) {}
}

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
 * @param payer whose the invoices of a branch are: SELF or HEAD_OFFICE; null where nothing is agreed
 * @param businessStatus as the registers of businesses say: ACTIVE, SUSPENDED, BANKRUPT, CLOSED or NOT_STARTED; null where unknown
 * @param vatStatus as the white list of VAT payers says: ACTIVE, EXEMPT or NOT_REGISTERED; null where unknown
 * @param language preferred language of messages, ISO 639-1
 * @param relationship COLD, NEUTRAL, GOOD or CLOSE
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
        @Nullable String payer,
        @Nullable String businessStatus,
        @Nullable String vatStatus,
        List<Address> addresses,
        List<Email> emails,
        List<Phone> phones,
        @Nullable Terms terms,
        @Nullable Accounting accounting,
        @Nullable PrintTemplates printTemplates,
        @Nullable Messaging messaging,
        @Nullable List<KeyDate> keyDates,
        @Nullable ContactPreferences contactPreferences,
        @Nullable List<String> interests,
        @Nullable String relationship,
        @Nullable List<Messenger> messengers,
        @Nullable List<Site> sites,
        @Nullable List<DictionaryEntry> flags,
        @Nullable List<Caretaker> caretakers,
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

    /** How documents of the client are posted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Accounting(
            @Nullable String receivablesAccount,
            @Nullable String payablesAccount,
            @Nullable String postingSchema) {}

    /** By which template each type of document is printed for the client. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PrintTemplates(
            @Nullable String invoice,
            @Nullable String receipt,
            @Nullable String correction,
            @Nullable String proforma,
            @Nullable String order) {}

    /** How the client is written to where nothing else is said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Messaging(
            @Nullable UUID emailTemplateId,
            @Nullable UUID smsTemplateId,
            @Nullable String documentEmail,
            @Nullable String smsPhone) {}

    /**
     * @param kind BIRTHDAY, NAME_DAY, FOUNDING, COOPERATION or WEDDING
     * @param date {@code 1980-05-12}, or {@code 05-12} where there is no year
     */
    public record KeyDate(String kind, String date) {}

    /**
     * @param channel EMAIL, PHONE, SMS, MESSENGER, POST or MEETING
     * @param hoursFrom {@code 09:00} in Warsaw; given together with {@code hoursTo}
     * @param days MONDAY to SUNDAY; any when empty
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ContactPreferences(
            @Nullable String channel,
            @Nullable String hoursFrom,
            @Nullable String hoursTo,
            List<String> days) {}

    /** @param network WHATSAPP, SIGNAL, MESSENGER, TELEGRAM, TEAMS, VIBER or OTHER */
    public record Messenger(String network, String account) {}

    /**
     * One of our people who looks after the client; who stands in for whom is not part of it.
     *
     * @param role PRIMARY or ADDITIONAL
     */
    public record Caretaker(String subject, String name, String role) {}

    /** A page of the client on the web. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Site(String url, @Nullable String name) {}
}

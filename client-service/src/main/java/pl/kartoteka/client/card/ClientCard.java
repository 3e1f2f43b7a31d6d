package pl.kartoteka.client.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.EuVatNumber;
import pl.kartoteka.client.identifier.IdDocumentNumber;
import pl.kartoteka.client.identifier.KrsNumber;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.identifier.Pesel;
import pl.kartoteka.client.identifier.Regon;
import pl.kartoteka.problem.ChecksItself;
import tools.jackson.databind.JsonNode;

/**
 * Everything a person can write about a client. A card is always in its kept form (numbers without dashes, defaults filled in);
 * whether its values are acceptable {@link CardRules} say.
 */
public record ClientCard(
        @NotNull ClientKind kind,
        Stage stage,
        Boolean active,
        @NotNull @Size(max = 500) String name,
        @Nullable @Size(max = 200) String shortName,
        @Nullable @Size(max = 100) String firstName,
        @Nullable @Size(max = 100) String lastName,
        @Nullable String nip,
        @Nullable String euVatNumber,
        @Nullable String regon,
        @Nullable String krs,
        @Nullable String pesel,
        @Nullable @Valid IdDocument idDocument,
        @Nullable @Size(max = 200) String legalForm,
        Boolean localGovernment,
        @Nullable Importance importance,
        @Nullable @Pattern(regexp = "[a-z]{2}") String language,
        @Nullable UUID groupId,
        @Size(max = 100) List<@NotNull UUID> traitIds,
        @Nullable UUID sourceId,
        @Nullable UUID industryId,
        @Size(max = 100) List<@NotNull @Pattern(regexp = "\\d{4}[A-Z]") String> pkdCodes,
        @Nullable UUID headOfficeId,
        @Nullable Payer payer,
        @Nullable BusinessStatus businessStatus,
        @Nullable VatStatus vatStatus,
        @Size(max = 100) List<@NotNull @Valid PostalAddress> addresses,
        @Size(max = 50) List<@NotNull @Valid EmailContact> emails,
        @Size(max = 50) List<@NotNull @Valid PhoneContact> phones,
        @Nullable @Valid Terms terms,
        @Nullable @Valid Accounting accounting,
        @Nullable @Valid PrintTemplates printTemplates,
        @Nullable @Valid MessageParameters messaging,
        @Size(max = 20) List<@NotNull @Valid KeyDate> keyDates,
        @Nullable @Valid ContactPreferences contactPreferences,
        @Size(max = 50) List<@NotNull @Size(max = 100) String> interests,
        @Nullable Relationship relationship,
        @Size(max = 20) List<@NotNull @Valid Messenger> messengers,
        @Size(max = 20) List<@NotNull @Valid Site> sites,
        @Size(max = 50) List<@NotNull UUID> flagIds,
        @Size(max = 20) List<@NotNull @Valid Caretaker> caretakers,
        @Size(max = 200) Map<String, JsonNode> customFields)
        implements
            ChecksItself {

    public ClientCard {
        stage = stage != null ? stage : kind == null ? Stage.POTENTIAL : kind.firstStage();
        active = active == null || active;
        firstName = Texts.clean(firstName);
        lastName = Texts.clean(lastName);
        name = nameOrParts(name, firstName, lastName);
        shortName = Texts.clean(shortName);
        nip = nip == null ? null : Texts.clean(Nip.normalised(nip));
        euVatNumber = euVatNumber == null ? null : Texts.clean(EuVatNumber.normalised(euVatNumber));
        regon = regon == null ? null : Texts.clean(Regon.normalised(regon));
        krs = krs == null ? null : Texts.clean(KrsNumber.normalised(krs));
        pesel = pesel == null ? null : Texts.clean(Pesel.normalised(pesel));
        legalForm = Texts.clean(legalForm);
        localGovernment = localGovernment != null && localGovernment;
        traitIds = Texts.each(traitIds);
        pkdCodes = Texts.each(pkdCodes == null ? null : pkdCodes.stream().map(ClientCard::pkd).toList());
        addresses = Texts.each(addresses);
        emails = Texts.each(emails);
        phones = Texts.each(phones);
        keyDates = Texts.each(keyDates);
        interests = Texts.each(interests == null ? null : interests.stream().map(Texts::clean).toList());
        messengers = Texts.each(messengers);
        sites = Texts.each(sites);
        flagIds = Texts.each(flagIds);
        caretakers = Texts.each(caretakers);
        customFields = withoutNulls(customFields);
    }

    @Override
    public void check(Errors errors) {
        CardRules.findings(this).forEach(finding -> errors.add(finding.field(), finding.code()));
    }

    /** The dictionary entries it refers to. */
    public Stream<UUID> references() {
        return Stream.of(Stream.of(groupId, sourceId, industryId).flatMap(Stream::ofNullable), traitIds.stream(),
                flagIds.stream()).flatMap(ids -> ids);
    }

    public ClientCard withHeadOffice(@Nullable UUID headOfficeId) {
        return copy(kind, pesel, idDocument, headOfficeId);
    }

    public ClientCard withSensitive(@Nullable String pesel, @Nullable IdDocument idDocument) {
        return copy(kind, pesel, idDocument, headOfficeId);
    }

    /** For eyes that may not see the PESEL and the number of an id document: only whether there are any. */
    public ClientCard masked() {
        return pesel == null && idDocument == null
                ? this
                : withSensitive(pesel == null ? null : Pesel.MASK,
                        idDocument == null ? null : idDocument.withNumber(IdDocumentNumber.MASK));
    }

    /** What it says that a client of another kind has no place for. */
    public Set<String> fieldsForeignTo(ClientKind another) {
        return CardRules.fieldsNotOfKind(copy(another, pesel, idDocument, headOfficeId));
    }

    /** Says nothing about anybody, so that a card never reaches a log by accident. */
    @Override
    public String toString() {
        return "card of a " + kind;
    }

    private ClientCard copy(ClientKind kind, @Nullable String pesel, @Nullable IdDocument idDocument,
            @Nullable UUID headOfficeId) {
        return new ClientCard(kind, stage, active, name, shortName, firstName, lastName, nip, euVatNumber, regon, krs,
                pesel, idDocument,
                legalForm, localGovernment, importance, language, groupId, traitIds, sourceId, industryId, pkdCodes,
                headOfficeId, payer, businessStatus, vatStatus, addresses, emails, phones, terms, accounting,
                printTemplates, messaging, keyDates,
                contactPreferences, interests, relationship, messengers, sites, flagIds, caretakers, customFields);
    }

    /** Whether the name is that of a person given by first and last name. */
    @JsonIgnore
    public boolean isNameMadeOfParts() {
        return name.equals(firstName + " " + lastName);
    }

    /** A person may be given by first and last name alone. */
    @SuppressWarnings("NullAway") // null stays for validation to name
    private static String nameOrParts(@Nullable String name, @Nullable String firstName, @Nullable String lastName) {
        String whole = Texts.clean(name);
        return whole != null || firstName == null || lastName == null ? whole : firstName + " " + lastName;
    }

    /** Registers write PKD codes with and without dots. */
    @SuppressWarnings("NullAway") // null stays for validation to name
    private static String pkd(@Nullable String code) {
        return code == null ? null : code.replaceAll("[.\\s]", "").toUpperCase(Locale.ROOT);
    }

    private static Map<String, JsonNode> withoutNulls(@Nullable Map<String, JsonNode> given) {
        if (given == null || given.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<>(given);
        values.values().removeIf(value -> value == null || value.isNull());
        return values;
    }
}

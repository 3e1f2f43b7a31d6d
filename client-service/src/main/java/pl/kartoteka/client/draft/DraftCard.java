package pl.kartoteka.client.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.BusinessStatus;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.EmailContact;
import pl.kartoteka.client.card.PhoneContact;
import pl.kartoteka.client.card.PostalAddress;
import pl.kartoteka.client.card.VatStatus;
import pl.kartoteka.client.draft.RegisterEntry.Address;
import pl.kartoteka.client.draft.RegisterEntry.Company;
import pl.kartoteka.client.draft.RegisterEntry.FieldProvenance;
import pl.kartoteka.client.identifier.Country;
import pl.kartoteka.client.identifier.EmailAddress;
import pl.kartoteka.client.identifier.KrsNumber;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.identifier.PhoneNumber;
import pl.kartoteka.client.identifier.PostalCode;
import pl.kartoteka.client.identifier.Regon;

/**
 * A card filled with what the registers say, and for each field which of them said it. What a register has wrong, such as a
 * number that breaks its checksum, is left for a person to fill in: the draft can be registered as it is.
 */
final class DraftCard {
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_CITY = 100;
    private static final int LONGEST_NUMBER = 20;

    private final Map<String, FieldProvenance> provenance = new LinkedHashMap<>();
    private final RegisterEntry entry;

    private DraftCard(RegisterEntry entry) {
        this.entry = entry;
    }

    /** @param provenance by field of the card */
    record Filled(ClientCard card, Map<String, FieldProvenance> provenance) {}

    static Filled of(Nip nip, RegisterEntry entry) {
        var draft = new DraftCard(entry);
        ClientCard card = draft.card(nip, entry.company());
        return new Filled(card, draft.provenance);
    }

    @SuppressWarnings("NullAway") // a name that the registers do not give is for a person to fill in
    private ClientCard card(Nip nip, Company company) {
        note("kind", "kind", company.kind());
        String name = noted("name", "name", cut(company.name(), LONGEST_NAME));
        String shortName = noted("shortName", "shortName", cut(company.shortName(), LONGEST_TEXT));
        String euVat = Boolean.TRUE.equals(company.euVatActive())
                ? noted("euVatNumber", "euVatActive", "PL" + nip.digits())
                : null;
        String regon = noted("regon", "regon", valid(company.regon(), Regon::isValid));
        String krs = noted("krs", "krs", valid(company.krs(), KrsNumber::isValid));
        String legalForm = company.legalForm() == null
                ? null
                : noted("legalForm", "legalForm", cut(company.legalForm().name(), LONGEST_TEXT));
        return new ClientCard(ClientKind.COMPANY, null, null, name, shortName, null, null, nip.digits(), euVat, regon,
                krs, null, null,
                legalForm, null, null, null, null, List.of(), null, null, pkdCodes(company), null, null,
                businessStatus(company), vatStatus(company),
                addresses(company), emails(company), phones(company), null, null, null, null, List.of(), null,
                List.of(), null,
                List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    private @Nullable BusinessStatus businessStatus(Company company) {
        BusinessStatus status = company.status() == null ? null : BusinessStatus.ofCompany(company.status());
        note("businessStatus", "status", status);
        return status;
    }

    private @Nullable VatStatus vatStatus(Company company) {
        VatStatus status = Stream.of(VatStatus.values())
                .filter(one -> one.name().equals(company.vatStatus()))
                .findFirst().orElse(null);
        note("vatStatus", "vatStatus", status);
        return status;
    }

    private List<String> pkdCodes(Company company) {
        List<String> codes = company.pkd() == null
                ? List.of()
                : company.pkd().stream()
                        .map(activity -> activity.code().replace(".", ""))
                        .filter(code -> code.matches("\\d{4}[A-Z]"))
                        .limit(100)
                        .toList();
        note("pkdCodes", "pkd", codes.isEmpty() ? null : codes);
        return codes;
    }

    private List<PostalAddress> addresses(Company company) {
        var addresses = new ArrayList<PostalAddress>();
        add(addresses, PostalAddress.Use.REGISTERED, company.address(), "address");
        add(addresses, PostalAddress.Use.CORRESPONDENCE, company.correspondenceAddress(), "correspondenceAddress");
        return addresses;
    }

    private void add(List<PostalAddress> addresses, PostalAddress.Use use, @Nullable Address said, String field) {
        if (said == null) {
            return;
        }
        String country = said.country() != null && Country.isValid(said.country()) ? said.country() : "PL";
        var address = new PostalAddress(use, cut(said.street(), LONGEST_TEXT),
                cut(said.building(), LONGEST_NUMBER), cut(said.unit(), LONGEST_NUMBER),
                valid(said.postalCode(), code -> PostalCode.isValid(PostalCode.normalised(code, country), country)),
                cut(said.city(), LONGEST_CITY), country);
        if (address.city() != null || address.street() != null || address.postalCode() != null) {
            note("addresses[" + addresses.size() + "]", field, address);
            addresses.add(address);
        }
    }

    private List<EmailContact> emails(Company company) {
        String address = valid(company.email(), email -> EmailAddress.isValid(EmailAddress.normalised(email)));
        note("emails[0]", "email", address);
        return address == null ? List.of() : List.of(new EmailContact(address, List.of(EmailContact.Use.MAIN)));
    }

    private List<PhoneContact> phones(Company company) {
        String number = valid(company.phone(), phone -> PhoneNumber.isValid(PhoneNumber.normalised(phone)));
        note("phones[0]", "phone", number);
        return number == null ? List.of() : List.of(new PhoneContact(number, List.of(PhoneContact.Use.MAIN)));
    }

    private @Nullable String noted(String field, String saidAs, @Nullable String value) {
        note(field, saidAs, value);
        return value;
    }

    private void note(String field, String saidAs, @Nullable Object value) {
        FieldProvenance said = entry.provenance().get(saidAs);
        if (value != null && said != null) {
            provenance.put(field, said);
        }
    }

    /** What is longer than the card has room for, without half a sign at its end. */
    private static @Nullable String cut(@Nullable String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static @Nullable String valid(@Nullable String value, Predicate<String> valid) {
        return value != null && valid.test(value) ? value : null;
    }
}

package pl.kartoteka.client.card;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.Country;
import pl.kartoteka.client.identifier.EmailAddress;
import pl.kartoteka.client.identifier.EuVatNumber;
import pl.kartoteka.client.identifier.KrsNumber;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.identifier.Pesel;
import pl.kartoteka.client.identifier.PhoneNumber;
import pl.kartoteka.client.identifier.PostalCode;
import pl.kartoteka.client.identifier.Regon;

/** What is wrong with a card beyond its shape: all of it, by field. */
final class CardRules {
    private final List<Finding> findings = new ArrayList<>();

    private CardRules() {}

    record Finding(String field, String code) {}

    static List<Finding> findings(ClientCard card) {
        var rules = new CardRules();
        rules.numbers(card);
        rules.addresses(card.addresses());
        rules.contacts(card);
        rules.sections(card);
        rules.idDocument(card.idDocument());
        if (card.kind() != null) {
            rules.fieldsOfKind(card);
            rules.partsOfKind(card);
        }
        return rules.findings;
    }

    static Set<String> fieldsNotOfKind(ClientCard card) {
        var rules = new CardRules();
        rules.fieldsOfKind(card);
        return rules.findings.stream().map(Finding::field).collect(Collectors.toSet());
    }

    private void idDocument(@Nullable IdDocument document) {
        if (document != null) {
            require(Country.isValid(document.country()), "idDocument.country", "country.invalid");
            require(document.hasValidNumber(), "idDocument.number", "id-document.invalid");
            LocalDate until = document.validUntil();
            require(until == null || until.getYear() >= 1900 && until.getYear() <= 9999, "idDocument.validUntil",
                    "date.out-of-range");
        }
    }

    /** Those of our own house are known by first and last name; of any other person one part calls for the other. */
    private void partsOfKind(ClientCard card) {
        boolean ours = card.kind() == ClientKind.EMPLOYEE || card.kind() == ClientKind.PARTNER;
        if (!card.kind().isOrganisation()) {
            boolean parts = ours || card.firstName() != null || card.lastName() != null;
            require(!parts || card.firstName() != null, "firstName", "field.required-of-kind");
            require(!parts || card.lastName() != null, "lastName", "field.required-of-kind");
        }
        require(card.payer() != Payer.HEAD_OFFICE || card.headOfficeId() != null, "payer", "payer.no-head-office");
    }

    private void numbers(ClientCard card) {
        valid("nip", "nip.invalid", card.nip(), Nip::isValid);
        valid("euVatNumber", "eu-vat-number.invalid", card.euVatNumber(), EuVatNumber::isValid);
        valid("regon", "regon.invalid", card.regon(), Regon::isValid);
        valid("krs", "krs.invalid", card.krs(), KrsNumber::isValid);
        valid("pesel", "pesel.invalid", card.pesel(), Pesel::isValid);
        require(card.nip() == null || card.euVatNumber() == null || !card.euVatNumber().startsWith("PL")
                || card.euVatNumber().equals("PL" + card.nip()), "euVatNumber", "eu-vat-number.of-another-nip");
    }

    private void addresses(List<PostalAddress> addresses) {
        var uses = new HashSet<PostalAddress.Use>();
        for (int i = 0; i < addresses.size(); i++) {
            PostalAddress address = addresses.get(i);
            if (address == null) {
                continue;
            }
            String at = "addresses[" + i + "]";
            boolean knownCountry = Country.isValid(address.country());
            require(knownCountry, at + ".country", "country.invalid");
            require(!address.isEmpty(), at, "address.empty");
            if (knownCountry) {
                valid(at + ".postalCode", "postal-code.invalid", address.postalCode(),
                        code -> PostalCode.isValid(code, address.country()));
            }
            boolean onlyOne = address.use() != null && address.use() != PostalAddress.Use.DELIVERY;
            require(!onlyOne || uses.add(address.use()), at + ".use", "use.repeated");
        }
    }

    private void contacts(ClientCard card) {
        int mainEmails = 0;
        for (int i = 0; i < card.emails().size(); i++) {
            EmailContact email = card.emails().get(i);
            if (email != null) {
                valid("emails[" + i + "].address", "email.invalid", email.address(), EmailAddress::isValid);
                boolean main = email.uses().contains(EmailContact.Use.MAIN);
                require(!main || ++mainEmails == 1, "emails[" + i + "].uses", "use.repeated");
            }
        }
        int mainPhones = 0;
        for (int i = 0; i < card.phones().size(); i++) {
            PhoneContact phone = card.phones().get(i);
            if (phone != null) {
                valid("phones[" + i + "].number", "phone.invalid", phone.number(), PhoneNumber::isValid);
                boolean main = phone.uses().contains(PhoneContact.Use.MAIN);
                require(!main || ++mainPhones == 1, "phones[" + i + "].uses", "use.repeated");
            }
        }
    }

    private void sections(ClientCard card) {
        if (card.messaging() != null) {
            valid("messaging.documentEmail", "email.invalid", card.messaging().documentEmail(), EmailAddress::isValid);
            valid("messaging.smsPhone", "phone.invalid", card.messaging().smsPhone(), PhoneNumber::isValid);
        }
        var kinds = new HashSet<KeyDate.Kind>();
        for (int i = 0; i < card.keyDates().size(); i++) {
            KeyDate keyDate = card.keyDates().get(i);
            if (keyDate != null) {
                require(keyDate.isValid(), "keyDates[" + i + "].date", "key-date.invalid");
                boolean first = keyDate.kind() == null || kinds.add(keyDate.kind());
                require(first, "keyDates[" + i + "].kind", "key-date.repeated");
            }
        }
        require(card.contactPreferences() == null || card.contactPreferences().hasSensibleHours(),
                "contactPreferences.hoursTo", "hours.invalid");
        caretakers(card.caretakers());
        for (int i = 0; i < card.sites().size(); i++) {
            Site site = card.sites().get(i);
            valid("sites[" + i + "].url", "site.invalid", site == null ? null : site.url(), Site::isValid);
        }
    }

    private void caretakers(List<Caretaker> caretakers) {
        var subjects = new HashSet<String>();
        int primary = 0;
        for (int i = 0; i < caretakers.size(); i++) {
            Caretaker caretaker = caretakers.get(i);
            if (caretaker != null) {
                require(caretaker.subject() == null || subjects.add(caretaker.subject()),
                        "caretakers[" + i + "].subject", "caretaker.repeated");
                boolean first = caretaker.role() != Caretaker.Role.PRIMARY || ++primary == 1;
                require(first, "caretakers[" + i + "].role", "caretaker.second-primary");
            }
        }
    }

    private void fieldsOfKind(ClientCard card) {
        if (card.kind().isOrganisation()) {
            absent("firstName", card.firstName());
            absent("lastName", card.lastName());
            absent("pesel", card.pesel());
            absent("idDocument", card.idDocument());
        } else {
            absent("euVatNumber", card.euVatNumber());
            absent("regon", card.regon());
            absent("krs", card.krs());
            absent("legalForm", card.legalForm());
            absent("headOfficeId", card.headOfficeId());
            absent("payer", card.payer());
            absent("pkdCodes", card.pkdCodes());
        }
        require(!card.localGovernment() || card.kind() == ClientKind.INSTITUTION, "localGovernment",
                "field.not-of-kind");
    }

    private void absent(String field, @Nullable Object value) {
        boolean given = value != null && !(value instanceof Collection<?> list && list.isEmpty());
        require(!given, field, "field.not-of-kind");
    }

    private void valid(String field, String code, @Nullable String value, Predicate<String> valid) {
        require(value == null || valid.test(value), field, code);
    }

    private void require(boolean condition, String field, String code) {
        if (!condition) {
            findings.add(new Finding(field, code));
        }
    }
}

package pl.kartoteka.sandbox.whitelist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.company.Company.VatEntry;

/** A subject as the register writes it: every field present, null where there is nothing. */
final class Subject {

    private Subject() {}

    static Map<String, @Nullable Object> of(Company company, VatEntry entry) {
        var subject = new LinkedHashMap<String, @Nullable Object>();
        subject.put("name", entry.name() == null ? company.name() : entry.name());
        subject.put("nip", company.nip());
        subject.put("statusVat", entry.status());
        subject.put("regon", company.regon());
        subject.put("pesel", null);
        subject.put("krs", company.krs());
        var address = entry.address() == null ? address(company) : entry.address();
        subject.put("residenceAddress", company.isNaturalPerson() ? null : address);
        subject.put("workingAddress", company.isNaturalPerson() ? address : null);
        subject.put("representatives", List.of());
        subject.put("authorizedClerks", List.of());
        subject.put("partners", company.partners().stream().map(partner -> person(partner.firstName(),
                partner.lastName())).toList());
        subject.put("registrationLegalDate", text(entry.registered()));
        subject.put("registrationDenialBasis", null);
        subject.put("registrationDenialDate", null);
        subject.put("restorationBasis", entry.restorationBasis());
        subject.put("restorationDate", text(entry.restored()));
        subject.put("removalBasis", entry.removalBasis());
        subject.put("removalDate", text(entry.removed()));
        subject.put("exemptionSmeDate", text(entry.exemptionSme()));
        subject.put("accountNumbers", entry.accounts());
        subject.put("hasVirtualAccounts", Boolean.TRUE.equals(entry.virtualAccounts()));
        return subject;
    }

    private static String address(Company company) {
        var street = company.address().firstLine().replaceFirst("^(ul|al)\\. ", "");
        return (street + ", " + company.address().secondLine()).toUpperCase(Locale.of("pl"));
    }

    private static Map<String, @Nullable Object> person(String firstName, String lastName) {
        var person = new LinkedHashMap<String, @Nullable Object>();
        person.put("companyName", null);
        person.put("firstName", firstName);
        person.put("lastName", lastName);
        person.put("pesel", null);
        person.put("nip", null);
        return person;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

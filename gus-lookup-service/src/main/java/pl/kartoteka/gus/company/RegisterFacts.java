package pl.kartoteka.gus.company;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.bir.GusCompany;
import pl.kartoteka.gus.ceidg.CeidgBusiness;
import pl.kartoteka.gus.register.Pkd;
import pl.kartoteka.gus.register.RegisterAddress;
import pl.kartoteka.gus.vies.ViesAnswer;
import pl.kartoteka.gus.whitelist.WhiteListEntry;

/** What one register says, by the fields of the combined company. */
final class RegisterFacts {
    private final Map<CompanyField<?>, Object> values = new HashMap<>();

    static RegisterFacts of(GusCompany company) {
        var natural = company.kind() == GusCompany.Kind.SOLE_TRADER
                || company.kind() == GusCompany.Kind.LOCAL_UNIT_OF_SOLE_TRADER;
        return new RegisterFacts()
                .name(company.name())
                .put(CompanyField.SHORT_NAME, readable(company.shortName()))
                .put(CompanyField.KIND, natural ? CompanyKind.SOLE_TRADER : CompanyKind.LEGAL_PERSON)
                .put(CompanyField.FIRST_NAME, readable(company.firstName()))
                .put(CompanyField.LAST_NAME, readable(company.lastName()))
                .put(CompanyField.REGON, company.regon())
                .put(CompanyField.KRS, company.krs())
                .put(CompanyField.LEGAL_FORM, legalForm(company))
                .put(CompanyField.STATUS, CompanyStatus.of(company))
                .put(CompanyField.ADDRESS, address(company.address()))
                .put(CompanyField.PKD, activities(company.pkd()))
                .put(CompanyField.EMAIL, email(company.email()))
                .put(CompanyField.PHONE, company.phone())
                .put(CompanyField.WEBSITE, website(company.website()))
                .put(CompanyField.STARTED_ON, company.startedOn())
                .put(CompanyField.SUSPENDED_ON, company.suspendedOn())
                .put(CompanyField.ENDED_ON, company.endedOn());
    }

    static RegisterFacts of(CeidgBusiness business) {
        return new RegisterFacts()
                .name(business.name())
                .put(CompanyField.KIND, CompanyKind.SOLE_TRADER)
                .put(CompanyField.FIRST_NAME, readable(business.firstName()))
                .put(CompanyField.LAST_NAME, readable(business.lastName()))
                .put(CompanyField.REGON, business.regon())
                .put(CompanyField.STATUS, CompanyStatus.of(business))
                .put(CompanyField.ADDRESS, address(business.address()))
                .put(CompanyField.CORRESPONDENCE_ADDRESS, address(business.correspondenceAddress()))
                .put(CompanyField.PKD, activities(business.pkd()))
                .put(CompanyField.EMAIL, email(business.email()))
                .put(CompanyField.PHONE, business.phone())
                .put(CompanyField.WEBSITE, website(business.website()))
                .put(CompanyField.STARTED_ON, business.startedOn())
                .put(CompanyField.SUSPENDED_ON, business.suspendedOn())
                .put(CompanyField.ENDED_ON, business.endedOn());
    }

    static RegisterFacts of(WhiteListEntry.Subject subject) {
        var line = subject.workingAddress() == null ? subject.residenceAddress() : subject.workingAddress();
        var status = subject.vatStatus();
        return new RegisterFacts()
                .name(subject.name())
                .put(CompanyField.REGON, subject.regon())
                .put(CompanyField.KRS, subject.krs())
                .put(CompanyField.ADDRESS, line == null ? null : address(RegisterAddress.ofLine(line)))
                .put(CompanyField.VAT_STATUS, status == null ? null : status.name())
                .put(CompanyField.ACCOUNT_NUMBERS, subject.accountNumbers());
    }

    static RegisterFacts of(ViesAnswer answer) {
        var line = answer.address();
        return new RegisterFacts()
                .name(answer.name())
                .put(CompanyField.ADDRESS, line == null ? null : address(RegisterAddress.ofLine(line)))
                .put(CompanyField.EU_VAT_ACTIVE, answer.valid());
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T value(CompanyField<T> field) {
        return (T) values.get(field);
    }

    private RegisterFacts name(@Nullable String name) {
        return put(CompanyField.REGISTERED_NAME, name).put(CompanyField.NAME, readable(name));
    }

    private <T> RegisterFacts put(CompanyField<T> field, @Nullable T value) {
        if (value != null) {
            values.put(field, value);
        }
        return this;
    }

    private static @Nullable LegalForm legalForm(GusCompany company) {
        var form = company.specialLegalForm() == null ? company.legalForm() : company.specialLegalForm();
        if (form == null) {
            return null;
        }
        var name = form.name();
        return new LegalForm(form.code(), name == null ? null : name.toLowerCase(Readable.POLISH));
    }

    private static @Nullable List<CompanyActivity> activities(List<Pkd> pkd) {
        return pkd.isEmpty() ? null : pkd.stream().map(CompanyActivity::of).toList();
    }

    private static @Nullable CompanyAddress address(@Nullable RegisterAddress address) {
        return address == null ? null : CompanyAddress.of(address);
    }

    private static @Nullable String readable(@Nullable String text) {
        return text == null ? null : Readable.name(text);
    }

    private static @Nullable String email(@Nullable String address) {
        return address == null ? null : address.toLowerCase(Readable.POLISH);
    }

    private static @Nullable String website(@Nullable String address) {
        return address == null ? null : address.toLowerCase(Readable.POLISH);
    }
}

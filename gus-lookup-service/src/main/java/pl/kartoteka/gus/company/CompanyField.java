package pl.kartoteka.gus.company;

import java.time.LocalDate;
import java.util.List;

import pl.kartoteka.gus.register.Register;

import static pl.kartoteka.gus.register.Register.CEIDG;
import static pl.kartoteka.gus.register.Register.GUS;
import static pl.kartoteka.gus.register.Register.VIES;
import static pl.kartoteka.gus.register.Register.WHITE_LIST;

/**
 * A field of the combined company and which register wins: the first of the list that says anything. This is the whole
 * table of precedence.
 */
record CompanyField<T>(String name, List<Register> precedence) {
    static final CompanyField<String> REGISTERED_NAME = of("registeredName", GUS, CEIDG, WHITE_LIST, VIES);
    static final CompanyField<String> NAME = of("name", GUS, CEIDG, WHITE_LIST, VIES);
    static final CompanyField<String> SHORT_NAME = of("shortName", GUS);
    static final CompanyField<CompanyKind> KIND = of("kind", GUS, CEIDG);
    static final CompanyField<String> FIRST_NAME = of("firstName", CEIDG, GUS);
    static final CompanyField<String> LAST_NAME = of("lastName", CEIDG, GUS);
    static final CompanyField<String> REGON = of("regon", GUS, CEIDG, WHITE_LIST);
    static final CompanyField<String> KRS = of("krs", GUS, WHITE_LIST);
    static final CompanyField<LegalForm> LEGAL_FORM = of("legalForm", GUS);
    static final CompanyField<CompanyStatus> STATUS = of("status", CEIDG, GUS);
    static final CompanyField<CompanyAddress> ADDRESS = of("address", GUS, CEIDG, WHITE_LIST, VIES);
    static final CompanyField<CompanyAddress> CORRESPONDENCE_ADDRESS = of("correspondenceAddress", CEIDG);
    static final CompanyField<List<CompanyActivity>> PKD = of("pkd", GUS, CEIDG);
    static final CompanyField<String> EMAIL = of("email", CEIDG, GUS);
    static final CompanyField<String> PHONE = of("phone", CEIDG, GUS);
    static final CompanyField<String> WEBSITE = of("website", CEIDG, GUS);
    static final CompanyField<LocalDate> STARTED_ON = of("startedOn", CEIDG, GUS);
    static final CompanyField<LocalDate> SUSPENDED_ON = of("suspendedOn", CEIDG, GUS);
    static final CompanyField<LocalDate> ENDED_ON = of("endedOn", CEIDG, GUS);
    static final CompanyField<String> VAT_STATUS = of("vatStatus", WHITE_LIST);
    static final CompanyField<List<String>> ACCOUNT_NUMBERS = of("accountNumbers", WHITE_LIST);
    static final CompanyField<Boolean> EU_VAT_ACTIVE = of("euVatActive", VIES);

    private static <T> CompanyField<T> of(String name, Register... precedence) {
        return new CompanyField<>(name, List.of(precedence));
    }
}

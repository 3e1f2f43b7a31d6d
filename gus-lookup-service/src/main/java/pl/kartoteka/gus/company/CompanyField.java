package pl.kartoteka.gus.company;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiPredicate;

import pl.kartoteka.gus.register.Register;

import static pl.kartoteka.gus.register.Register.CEIDG;
import static pl.kartoteka.gus.register.Register.GUS;
import static pl.kartoteka.gus.register.Register.VIES;
import static pl.kartoteka.gus.register.Register.WHITE_LIST;

/**
 * A field of the combined company and which register wins: the first of the list that says anything. This is the whole
 * table of precedence.
 *
 * @param agree whether two registers say the same, however they write it
 */
record CompanyField<T>(String name, List<Register> precedence, BiPredicate<T, T> agree) {
    static final CompanyField<String> REGISTERED_NAME = of("registeredName", Agreement.any(), GUS, CEIDG, WHITE_LIST,
            VIES);
    static final CompanyField<String> NAME = of("name", Agreement::names, GUS, CEIDG, WHITE_LIST, VIES);
    static final CompanyField<String> SHORT_NAME = of("shortName", Agreement::names, GUS);
    static final CompanyField<CompanyKind> KIND = of("kind", GUS, CEIDG);
    static final CompanyField<String> FIRST_NAME = of("firstName", Agreement::names, CEIDG, GUS);
    static final CompanyField<String> LAST_NAME = of("lastName", Agreement::names, CEIDG, GUS);
    static final CompanyField<String> REGON = of("regon", GUS, CEIDG, WHITE_LIST);
    static final CompanyField<String> KRS = of("krs", GUS, WHITE_LIST);
    static final CompanyField<LegalForm> LEGAL_FORM = of("legalForm", GUS);
    static final CompanyField<CompanyStatus> STATUS = of("status", CEIDG, GUS);
    static final CompanyField<CompanyAddress> ADDRESS = of("address", Agreement::addresses, GUS, CEIDG, WHITE_LIST,
            VIES);
    static final CompanyField<CompanyAddress> CORRESPONDENCE_ADDRESS = of("correspondenceAddress", CEIDG);
    static final CompanyField<List<CompanyActivity>> PKD = of("pkd", Agreement::activities, GUS, CEIDG);
    static final CompanyField<String> EMAIL = of("email", String::equalsIgnoreCase, CEIDG, GUS);
    static final CompanyField<String> PHONE = of("phone", Agreement::phones, CEIDG, GUS);
    static final CompanyField<String> WEBSITE = of("website", Agreement::websites, CEIDG, GUS);
    static final CompanyField<LocalDate> STARTED_ON = of("startedOn", CEIDG, GUS);
    static final CompanyField<LocalDate> SUSPENDED_ON = of("suspendedOn", CEIDG, GUS);
    static final CompanyField<LocalDate> ENDED_ON = of("endedOn", CEIDG, GUS);
    static final CompanyField<String> VAT_STATUS = of("vatStatus", WHITE_LIST);
    static final CompanyField<List<String>> ACCOUNT_NUMBERS = of("accountNumbers", WHITE_LIST);
    static final CompanyField<Boolean> EU_VAT_ACTIVE = of("euVatActive", VIES);

    /** By the name it has in the company. */
    static final List<CompanyField<?>> ALL = List.of(NAME, SHORT_NAME, KIND, FIRST_NAME, LAST_NAME, REGON, KRS,
            LEGAL_FORM,
            STATUS, ADDRESS, PKD, EMAIL, PHONE, WEBSITE, STARTED_ON, SUSPENDED_ON, ENDED_ON);

    private static <T> CompanyField<T> of(String name, Register... precedence) {
        return of(name, Object::equals, precedence);
    }

    private static <T> CompanyField<T> of(String name, BiPredicate<T, T> agree, Register... precedence) {
        return new CompanyField<>(name, List.of(precedence), agree);
    }
}

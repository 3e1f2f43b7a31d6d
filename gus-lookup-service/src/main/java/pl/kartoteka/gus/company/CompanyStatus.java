package pl.kartoteka.gus.company;

import java.time.LocalDate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.bir.GusCompany;
import pl.kartoteka.gus.ceidg.CeidgBusiness;

/** Whether a company works. IN_PARTNERSHIP_ONLY is a sole trader who trades only as a partner. */
enum CompanyStatus {
    ACTIVE, SUSPENDED, IN_LIQUIDATION, BANKRUPT, CLOSED, NOT_STARTED, IN_PARTNERSHIP_ONLY;

    private static final Pattern IN_LIQUIDATION_BY_NAME = endingWith("w likwidacji");
    private static final Pattern BANKRUPT_BY_NAME = endingWith("w upadłości(?: likwidacyjnej| układowej)?");

    static CompanyStatus of(GusCompany company) {
        if (company.endedOn() != null || company.removedOn() != null) {
            return CLOSED;
        }
        // The law makes a company carry both in its name; of liquidation the register says nothing else.
        if (company.bankruptOn() != null && company.bankruptcyEndedOn() == null
                || BANKRUPT_BY_NAME.matcher(company.name()).find()) {
            return BANKRUPT;
        }
        if (IN_LIQUIDATION_BY_NAME.matcher(company.name()).find()) {
            return IN_LIQUIDATION;
        }
        return isSuspended(company.suspendedOn(), company.resumedOn()) ? SUSPENDED : ACTIVE;
    }

    static CompanyStatus of(CeidgBusiness business) {
        var status = of(business.status());
        return Boolean.TRUE.equals(business.bankrupt()) && status != CLOSED ? BANKRUPT : status;
    }

    private static CompanyStatus of(CeidgBusiness.Status status) {
        return switch (status) {
            case AKTYWNY -> ACTIVE;
            case ZAWIESZONY -> SUSPENDED;
            case WYKRESLONY -> CLOSED;
            case OCZEKUJE_NA_ROZPOCZECIE_DZIALANOSCI -> NOT_STARTED;
            case WYLACZNIE_W_FORMIE_SPOLKI -> IN_PARTNERSHIP_ONLY;
        };
    }

    private static boolean isSuspended(@Nullable LocalDate suspendedOn, @Nullable LocalDate resumedOn) {
        return suspendedOn != null && (resumedOn == null || resumedOn.isBefore(suspendedOn));
    }

    private static Pattern endingWith(String words) {
        return Pattern.compile("\\b" + words + "\\s*$",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}

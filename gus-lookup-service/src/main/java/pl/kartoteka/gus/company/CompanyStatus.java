package pl.kartoteka.gus.company;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.bir.GusCompany;
import pl.kartoteka.gus.ceidg.CeidgBusiness;

/** Whether a company works. IN_PARTNERSHIP_ONLY is a sole trader who trades only as a partner. */
enum CompanyStatus {
    ACTIVE, SUSPENDED, CLOSED, NOT_STARTED, IN_PARTNERSHIP_ONLY;

    static CompanyStatus of(GusCompany company) {
        if (company.endedOn() != null || company.removedOn() != null) {
            return CLOSED;
        }
        return isSuspended(company.suspendedOn(), company.resumedOn()) ? SUSPENDED : ACTIVE;
    }

    static CompanyStatus of(CeidgBusiness.Status status) {
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
}

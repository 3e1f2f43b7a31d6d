package pl.kartoteka.client.card;

import org.jspecify.annotations.Nullable;

/** Whether a business works, as the registers of businesses say. */
public enum BusinessStatus {
    ACTIVE, SUSPENDED, BANKRUPT, CLOSED, NOT_STARTED;

    /** In the words of CEIDG; null for one we do not know. */
    public static @Nullable BusinessStatus ofCeidg(String status) {
        return switch (status) {
            case "AKTYWNY", "WYLACZNIE_W_FORMIE_SPOLKI" -> ACTIVE;
            case "ZAWIESZONY" -> SUSPENDED;
            case "WYKRESLONY" -> CLOSED;
            case "OCZEKUJE_NA_ROZPOCZECIE_DZIALANOSCI" -> NOT_STARTED;
            default -> null;
        };
    }

    /** In the words of a combined lookup; a company in liquidation works, and its name says so. Null for one we do not know. */
    public static @Nullable BusinessStatus ofCompany(String status) {
        return switch (status) {
            case "ACTIVE", "IN_LIQUIDATION", "IN_PARTNERSHIP_ONLY" -> ACTIVE;
            case "SUSPENDED" -> SUSPENDED;
            case "BANKRUPT" -> BANKRUPT;
            case "CLOSED" -> CLOSED;
            case "NOT_STARTED" -> NOT_STARTED;
            default -> null;
        };
    }

    public static BusinessStatus ofDates(boolean ended, boolean bankrupt, boolean suspended) {
        if (ended) {
            return CLOSED;
        }
        if (bankrupt) {
            return BANKRUPT;
        }
        return suspended ? SUSPENDED : ACTIVE;
    }
}

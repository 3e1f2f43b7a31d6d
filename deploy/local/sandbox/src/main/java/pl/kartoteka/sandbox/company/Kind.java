package pl.kartoteka.sandbox.company;

/** Legal forms with the symbols and names that REGON uses for them. */
public enum Kind {
    LIMITED_COMPANY("1", "117", "SPÓŁKI Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"),
    JOINT_STOCK_COMPANY("1", "116", "SPÓŁKI AKCYJNE"),
    GENERAL_PARTNERSHIP("2", "118", "SPÓŁKI JAWNE"),
    LIMITED_PARTNERSHIP("2", "120", "SPÓŁKI KOMANDYTOWE"),
    CIVIL_PARTNERSHIP("2", "019",
            "SPÓŁKI CYWILNE PROWADZĄCE DZIAŁALNOŚĆ NA PODSTAWIE UMOWY ZAWARTEJ ZGODNIE Z KODEKSEM CYWILNYM"),
    SOLE_TRADER("9", "099", "OSOBY FIZYCZNE PROWADZĄCE DZIAŁALNOŚĆ GOSPODARCZĄ"),
    FOUNDATION("1", "148", "FUNDACJE"),
    LOCAL_GOVERNMENT("2", "403", "WSPÓLNOTY SAMORZĄDOWE"),
    INSTITUTION("2", "429", "GMINNE SAMORZĄDOWE JEDNOSTKI ORGANIZACYJNE");

    private final String basicForm;
    private final String specificForm;
    private final String specificFormName;

    Kind(String basicForm, String specificForm, String specificFormName) {
        this.basicForm = basicForm;
        this.specificForm = specificForm;
        this.specificFormName = specificFormName;
    }

    public String basicForm() {
        return basicForm;
    }

    public String basicFormName() {
        return switch (basicForm) {
            case "1" -> "OSOBA PRAWNA";
            case "2" -> "JEDNOSTKA ORGANIZACYJNA NIEMAJĄCA OSOBOWOŚCI PRAWNEJ";
            default -> "OSOBA FIZYCZNA PROWADZĄCA DZIAŁALNOŚĆ GOSPODARCZĄ";
        };
    }

    public String specificForm() {
        return specificForm;
    }

    public String specificFormName() {
        return specificFormName;
    }

    public boolean isInCourtRegister() {
        return switch (this) {
            case LIMITED_COMPANY, JOINT_STOCK_COMPANY, GENERAL_PARTNERSHIP, LIMITED_PARTNERSHIP, FOUNDATION -> true;
            case CIVIL_PARTNERSHIP, SOLE_TRADER, LOCAL_GOVERNMENT, INSTITUTION -> false;
        };
    }
}

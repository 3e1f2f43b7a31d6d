package pl.kartoteka.gus;

import java.util.Map;

/** Synthetic companies as the registers write them. */
public final class Companies {
    public static final String NIP = "7740001454";
    public static final String REGON = "610188201";
    public static final String TRADER_NIP = "8567346215";
    public static final String ACCOUNT = "61109010140000071219812874";

    private Companies() {}

    /** A bakery, a legal person. */
    public static Map<String, String> bakery() {
        return bakery(NIP);
    }

    public static Map<String, String> bakery(String nip) {
        return Map.ofEntries(
                Map.entry("Regon", REGON),
                Map.entry("Nip", nip),
                Map.entry("StatusNip", ""),
                Map.entry("Nazwa", "PIEKARNIA ZŁOTY KŁOS SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"),
                Map.entry("Wojewodztwo", "ŁÓDZKIE"),
                Map.entry("Powiat", "Łódź"),
                Map.entry("Gmina", "Łódź-Śródmieście"),
                Map.entry("Miejscowosc", "Łódź"),
                Map.entry("KodPocztowy", "90-001"),
                Map.entry("Ulica", "ul. Kolejowa"),
                Map.entry("NrNieruchomosci", "5"),
                Map.entry("NrLokalu", "2"),
                Map.entry("Typ", "P"),
                Map.entry("SilosID", "6"),
                Map.entry("DataZakonczeniaDzialalnosci", ""));
    }

    /** The row of a sole trader in one silo. */
    public static Map<String, String> trader(String silo) {
        return Map.of("Regon", "123456785", "Nip", TRADER_NIP, "Nazwa", "JAN KOWALSKI USŁUGI", "Miejscowosc",
                "Kraków", "KodPocztowy", "30001", "NrNieruchomosci", "1", "Typ", "F", "SilosID", silo);
    }

    public static String ceidgTrader() {
        return ceidgTrader(TRADER_NIP);
    }

    public static String ceidgTrader(String nip) {
        return """
                {"firma":[{"id":"9D2531B1-6DED-4538-95EA-22FF2C7D2E20","nazwa":"Jan Kowalski Usługi",
                 "adresDzialalnosci":{"ulica":"ul. Długa","budynek":"1","miasto":"Kraków","kod":"30-001",
                  "wojewodztwo":"MAŁOPOLSKIE","kraj":"PL"},
                 "wlasciciel":{"imie":"JAN","nazwisko":"KOWALSKI","nip":"%s","regon":"123456785"},
                 "dataRozpoczecia":"2020-01-15","status":"AKTYWNY","rokPkd":"2025",
                 "pkd":[{"kod":"6201Z","nazwa":"Działalność związana z oprogramowaniem"}],
                 "pkdGlowny":{"kod":"6201Z","nazwa":"Działalność związana z oprogramowaniem"},
                 "email":"jan@kowalski.example","nieznane":{"pole":1}}],
                 "properties":{"dc:title":"x"}}
                """.formatted(nip);
    }

    public static String subject() {
        return subject(NIP, "Czynny");
    }

    public static String subject(String nip, String status) {
        return """
                {"name":"PIEKARNIA ZŁOTY KŁOS SP. Z O.O.","nip":"%s","statusVat":"%s","regon":"610188201",
                 "krs":"0000123456","workingAddress":"KOLEJOWA 5/2, 90-001 ŁÓDŹ","registrationLegalDate":"2015-03-01",
                 "representatives":[{"firstName":"ANNA","lastName":"NOWAK","pesel":"92041903790"}],
                 "accountNumbers":["61109010140000071219812874"],"hasVirtualAccounts":false}
                """.formatted(nip, status);
    }
}

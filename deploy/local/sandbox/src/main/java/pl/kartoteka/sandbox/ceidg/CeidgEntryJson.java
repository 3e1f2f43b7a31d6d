package pl.kartoteka.sandbox.ceidg;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.company.Address;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.company.Company.CeidgEntry;
import pl.kartoteka.sandbox.company.Company.Pkd;

/** An entry as CEIDG writes it: what it does not have is left out, never null. */
final class CeidgEntryJson {

    private CeidgEntryJson() {}

    static String id(Company company) {
        return UUID.nameUUIDFromBytes(("ceidg:" + company.nip()).getBytes(StandardCharsets.UTF_8)).toString()
                .toUpperCase(Locale.ROOT);
    }

    static Map<String, Object> listItem(Company company) {
        var owner = company.person();
        var item = new LinkedHashMap<String, Object>();
        item.put("id", id(company));
        item.put("nazwa", company.name());
        item.put("adresDzialalnosci", address(company.address()));
        item.put("wlasciciel", Map.of("imie", owner.firstName(), "nazwisko", owner.lastName(), "nip", company.nip(),
                "regon", company.regon()));
        item.put("dataRozpoczecia", company.started().toString());
        item.put("status", entry(company).status());
        item.put("link", "https://dane.biznes.gov.pl/api/ceidg/v3/firma/" + id(company));
        return item;
    }

    static Map<String, Object> details(Company company) {
        var entry = entry(company);
        var details = listItem(company);
        details.put("adresKorespondencyjny", address(company.address()));
        details.put("obywatelstwa", List.of(Map.of("symbol", "PL", "kraj", "Polska")));
        details.put("rokPkd", company.started().getYear() >= 2025 ? "2025" : "2007");
        details.put("pkd", company.pkd().stream().map(CeidgEntryJson::pkd).toList());
        if (!company.pkd().isEmpty()) {
            details.put("pkdGlowny", pkd(company.pkd().getFirst()));
        }
        details.put("numerStatusu", status(entry.status()));
        details.put("wspolnoscMajatkowa", 0);
        put(details, "email", company.email());
        put(details, "telefon", company.phone());
        put(details, "www", company.www());
        put(details, "dataZawieszenia", company.suspended());
        put(details, "dataWznowienia", company.resumed());
        put(details, "dataZakonczenia", company.ended());
        put(details, "dataWykreslenia", company.struckOff());
        if (company.bankrupt() != null) {
            details.put("upadlosci", List.of(Map.of("data", company.bankrupt().toString())));
        }
        if (entry.partnerships() != null) {
            details.put("spolki", entry.partnerships().stream()
                    .map(partnership -> Map.of("nip", partnership.nip(), "regon", partnership.regon())).toList());
        }
        return details;
    }

    private static CeidgEntry entry(Company company) {
        return Objects.requireNonNull(company.ceidg());
    }

    private static Map<String, String> address(Address address) {
        var json = new LinkedHashMap<String, String>();
        put(json, "ulica", address.street());
        put(json, "budynek", address.building());
        put(json, "lokal", address.unit());
        put(json, "miasto", address.city());
        put(json, "wojewodztwo", address.voivodeship());
        put(json, "powiat", address.county());
        put(json, "gmina", address.commune());
        put(json, "kraj", "PL");
        put(json, "kod", address.postalCode());
        return json;
    }

    private static Map<String, String> pkd(Pkd pkd) {
        return Map.of("kod", pkd.code(), "nazwa", pkd.name());
    }

    private static int status(String status) {
        return List.of("WYKRESLONY", "AKTYWNY", "ZAWIESZONY", "OCZEKUJE_NA_ROZPOCZECIE_DZIALANOSCI",
                "WYLACZNIE_W_FORMIE_SPOLKI").indexOf(status);
    }

    private static <T> void put(Map<String, ? super String> json, String name, @Nullable T value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}

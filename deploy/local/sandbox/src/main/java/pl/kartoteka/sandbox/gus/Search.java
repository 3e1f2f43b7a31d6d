package pl.kartoteka.sandbox.gus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.company.Address;
import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.company.Company;

/** DaneSzukajPodmioty: entities by exactly one kind of identifier, or a list of at most twenty. */
final class Search {

    private static final int MOST_IDENTIFIERS = 20;

    private final Companies companies;

    Search(Companies companies) {
        this.companies = companies;
    }

    /** Each identifier of a list counts against the limits. */
    static int units(Map<String, String> parameters) {
        return Math.max(1, parameters.values().stream().mapToInt(value -> identifiers(value).size()).sum());
    }

    Answer find(Map<String, String> parameters) {
        var echo = new Row();
        parameters.forEach(echo::put);
        if (parameters.size() != 1) {
            return Answer.notFound(echo);
        }
        var parameter = parameters.entrySet().iterator().next();
        var identifiers = identifiers(parameter.getValue());
        if (identifiers.size() > MOST_IDENTIFIERS) {
            return Answer.error(2, "Przekroczono maksymalną liczbę identyfikatorów.", "Too many identifiers.", echo);
        }
        var rows = identifiers.stream().flatMap(identifier -> rows(parameter.getKey(), identifier)).toList();
        return rows.isEmpty() ? Answer.notFound(echo) : Answer.of(rows);
    }

    private Stream<Row> rows(String parameter, String identifier) {
        return switch (parameter) {
            case "Nip", "Nipy" -> entity(companies.byNip(identifier));
            case "Krs", "Krsy" -> entity(companies.byKrs(identifier));
            case "Regony9zn" -> entity(companies.byRegon(identifier));
            case "Regony14zn" -> localUnit(identifier);
            case "Regon" -> identifier.length() == 14 ? localUnit(identifier) : entity(companies.byRegon(identifier));
            default -> Stream.empty();
        };
    }

    private static Stream<Row> entity(Optional<Company> found) {
        return found.stream().flatMap(company -> silos(company).stream().map(silo -> row(company, silo)));
    }

    private Stream<Row> localUnit(String regon) {
        return companies.companies().stream().flatMap(company -> company.localUnits().stream()
                .filter(unit -> unit.regon().equals(regon))
                .map(unit -> row(unit.regon(), company, unit.name(), unit.address(),
                        company.isNaturalPerson() ? "LF" : "LP", unit.silo() == null ? 6 : unit.silo(), null)));
    }

    /** A sole trader has a row for each silo, everyone else just one. */
    private static List<Integer> silos(Company company) {
        return company.silos().isEmpty() ? List.of(6) : company.silos();
    }

    private static Row row(Company company, int silo) {
        return row(company.regon(), company, Reports.nameIn(company, silo), company.address(),
                company.isNaturalPerson() ? "F" : "P", silo,
                company.ended() == null ? null : company.ended().toString());
    }

    private static Row row(String regon, Company company, String name, Address address, String type, int silo,
            @Nullable String ended) {
        var row = new Row().put("Regon", regon).put("Nip", company.nip()).put("StatusNip", company.nipStatus())
                .put("Nazwa", name).put("Wojewodztwo", address.voivodeship()).put("Powiat", address.county())
                .put("Gmina", address.commune()).put("Miejscowosc", address.city())
                .put("KodPocztowy", address.postalCode());
        if (address.street() != null) {
            row.put("Ulica", address.street());
        }
        return row.put("NrNieruchomosci", address.building()).put("NrLokalu", address.unit()).put("Typ", type)
                .put("SilosID", silo).put("DataZakonczeniaDzialalnosci", ended)
                .put("MiejscowoscPoczty", address.post());
    }

    private static List<String> identifiers(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }
}

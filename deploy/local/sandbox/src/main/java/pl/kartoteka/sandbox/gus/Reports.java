package pl.kartoteka.sandbox.gus;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.company.Company.LocalUnit;
import pl.kartoteka.sandbox.company.Kind;

/** DanePobierzPelnyRaport: everything about one entity or local unit, in a report that fits its type. */
final class Reports {

    static final String BIR_11 = "BIR11";
    static final String BIR_12 = "BIR12";

    private static final int DELETED_BEFORE_2014 = 4;
    private static final Set<String> PERSON = Set.of("OsFizycznaDaneOgolne", "OsFizycznaDzialalnoscCeidg",
            "OsFizycznaDzialalnoscRolnicza", "OsFizycznaDzialalnoscPozostala",
            "OsFizycznaDzialalnoscSkreslonaDo20141108", "OsFizycznaPkd", "OsFizycznaListaJednLokalnych");
    private static final Set<String> LEGAL_UNIT = Set.of("OsPrawna", "OsPrawnaPkd", "OsPrawnaListaJednLokalnych",
            "OsPrawnaSpCywilnaWspolnicy");
    private static final Set<String> PERSONS_LOCAL_UNIT = Set.of("JednLokalnaOsFizycznej",
            "JednLokalnaOsFizycznejPkd");
    private static final Set<String> LEGAL_UNITS_LOCAL_UNIT = Set.of("JednLokalnaOsPrawnej", "JednLokalnaOsPrawnejPkd");

    private final Companies companies;

    Reports(Companies companies) {
        this.companies = companies;
    }

    /** In its CEIDG silo a business has a name; elsewhere it goes by the name of its owner. */
    static String nameIn(Company company, int silo) {
        return silo == 2 || silo == 3
                ? company.person().firstName() + " " + company.person().lastName()
                : company.name();
    }

    Answer report(String regon, String fullName) {
        var version = fullName.startsWith(BIR_12) ? BIR_12 : BIR_11;
        var name = fullName.replaceFirst("^BIR(121|12|11)", "");
        var unit = localUnit(regon);
        var owner = unit.flatMap(found -> companies.byRegon(regon.substring(0, 9)));
        var company = owner.isPresent() ? owner : companies.byRegon(regon);
        var type = company.map(found -> (unit.isPresent() ? "L" : "") + (found.isNaturalPerson() ? "F" : "P"))
                .orElse("");
        var echo = new Row().put("pRegon", regon).put("Typ_podmiotu", type).put("Raport", fullName);
        if (fullName.equals(name) || !known(name) || fullName.startsWith("BIR121")
                && !name.equals("JednLokalnaOsPrawnej")) {
            return Answer.error(5, "Nieprawidłowa lub pusta nazwa raportu.", "Invalid or empty report name.", echo);
        }
        if (company.isEmpty()) {
            return Answer.notFound(echo);
        }
        if (name.equals("TypPodmiotu")) {
            return Answer.of(List.of(new Row().put("Typ", type)));
        }
        var fits = switch (type) {
            case "F" -> PERSON.contains(name);
            case "P" -> LEGAL_UNIT.contains(name);
            case "LF" -> PERSONS_LOCAL_UNIT.contains(name);
            default -> LEGAL_UNITS_LOCAL_UNIT.contains(name);
        };
        if (!fits) {
            return Answer.notFound(echo);
        }
        return unit.map(found -> localUnitReport(name, version, fullName, found, company.get()))
                .orElseGet(() -> entityReport(name, version, company.get(), echo));
    }

    private static Answer entityReport(String name, String version, Company company, Row echo) {
        return switch (name) {
            case "OsPrawna" -> Answer.of(List.of(LegalUnitReports.general(company)));
            case "OsPrawnaPkd" -> found(LegalUnitReports.pkd(company, version), echo);
            case "OsPrawnaListaJednLokalnych" -> found(LegalUnitReports.localUnits(company), echo);
            case "OsPrawnaSpCywilnaWspolnicy" -> partners(company, echo);
            case "OsFizycznaDaneOgolne" -> Answer.of(List.of(PersonReports.general(company)));
            case "OsFizycznaDzialalnoscCeidg" -> activity(company, 1, echo);
            case "OsFizycznaDzialalnoscRolnicza" -> activity(company, 2, echo);
            case "OsFizycznaDzialalnoscPozostala" -> activity(company, 3, echo);
            case "OsFizycznaDzialalnoscSkreslonaDo20141108" -> activity(company, DELETED_BEFORE_2014, echo);
            case "OsFizycznaListaJednLokalnych" -> found(PersonReports.localUnits(company), echo);
            default -> company.silos().contains(DELETED_BEFORE_2014)
                    ? Answer.error(11, "Kody PKD podmiotów skreślonych przed 2014-11-08 nie są udostępniane.",
                            "PKD codes of entities deleted before 2014-11-08 are not published.", echo)
                    : found(PersonReports.pkd(company, version), echo);
        };
    }

    private static Answer localUnitReport(String name, String version, String fullName, LocalUnit unit,
            Company company) {
        return Answer.of(switch (name) {
            case "JednLokalnaOsPrawnej" ->
                    List.of(LegalUnitReports.localUnit(unit, company, fullName.startsWith("BIR121")));
            case "JednLokalnaOsPrawnejPkd" -> LegalUnitReports.localUnitPkd(unit, version);
            case "JednLokalnaOsFizycznej" -> List.of(PersonReports.localUnit(unit));
            default -> PersonReports.localUnitPkd(unit, version);
        });
    }

    private static Answer activity(Company company, int silo, Row echo) {
        return company.silos().contains(silo)
                ? Answer.of(List.of(PersonReports.activity(company, silo)))
                : Answer.notFound(echo);
    }

    private static Answer partners(Company company, Row echo) {
        if (company.kind() != Kind.CIVIL_PARTNERSHIP) {
            return Answer.nothing(21, "Podmiot nie jest spółką cywilną.", "The entity is not a civil partnership.",
                    echo);
        }
        return company.partners().isEmpty()
                ? Answer.nothing(22, "Brak wspólników w rejestrze.", "No partners recorded.", echo)
                : Answer.of(LegalUnitReports.partners(company));
    }

    private static Answer found(List<Row> rows, Row echo) {
        return rows.isEmpty() ? Answer.notFound(echo) : Answer.of(rows);
    }

    private Optional<LocalUnit> localUnit(String regon) {
        return companies.companies().stream().flatMap(company -> company.localUnits().stream())
                .filter(unit -> unit.regon().equals(regon)).findFirst();
    }

    private static boolean known(String name) {
        return name.equals("TypPodmiotu") || Stream.of(PERSON, LEGAL_UNIT, PERSONS_LOCAL_UNIT, LEGAL_UNITS_LOCAL_UNIT)
                .anyMatch(names -> names.contains(name));
    }
}

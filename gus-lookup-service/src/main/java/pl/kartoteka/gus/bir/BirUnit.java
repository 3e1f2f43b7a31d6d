package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.RegisterFailure;

/** What a search found: all rows of one entity, the leading one first, with the reports that complete it. */
record BirUnit(List<BirRow> rows) {
    /** The search and at most three reports. */
    static final int MOST_REQUESTS = 4;
    private static final String NO_LOCAL_UNIT = "00000";

    /** Of several entities with one number the living one is meant; of its rows the living, then by silo. */
    static BirUnit of(List<BirRow> found) {
        var entities = new LinkedHashMap<String, List<BirRow>>();
        for (var row : found) {
            entities.merge(regon(row), List.of(row), BirUnit::joined);
        }
        var rows = entities.values().stream()
                .min(Comparator.comparing((List<BirRow> entity) -> isLocal(entity.getFirst()))
                        .thenComparing(entity -> entity.stream().allMatch(row -> ended(row) != null)))
                .orElseThrow();
        return new BirUnit(rows.stream()
                .sorted(Comparator.comparing((BirRow row) -> ended(row) != null).thenComparing(row -> order(silo(row))))
                .toList());
    }

    BirRow leading() {
        return rows.getFirst();
    }

    String regon() {
        return regon(leading());
    }

    GusCompany.Kind kind() {
        return switch (leading().required("Typ")) {
            case "P" -> GusCompany.Kind.LEGAL_PERSON;
            case "F" -> GusCompany.Kind.SOLE_TRADER;
            case "LP" -> GusCompany.Kind.LOCAL_UNIT_OF_LEGAL_PERSON;
            case "LF" -> GusCompany.Kind.LOCAL_UNIT_OF_SOLE_TRADER;
            default -> throw RegisterFailure.broken("BIR: unknown Typ");
        };
    }

    GusCompany.Silo silo() {
        return silo(leading());
    }

    /** The entity seen from each of its silos. */
    List<BirUnit> ofEachSilo() {
        return rows.stream().map(row -> new BirUnit(List.of(row))).toList();
    }

    /** A local unit of a legal person tells its NIP only in a report that has its own generation. */
    String prefixed(String generation, String report) {
        return generation.equals("BIR12") && report.equals("JednLokalnaOsPrawnej")
                ? "BIR121" + report
                : generation + report;
    }

    /** Null for a local unit, which has none below it. */
    @Nullable
    String localUnitsReport() {
        return switch (kind()) {
            case LEGAL_PERSON -> "OsPrawnaListaJednLokalnych";
            case SOLE_TRADER -> "OsFizycznaListaJednLokalnych";
            case LOCAL_UNIT_OF_LEGAL_PERSON, LOCAL_UNIT_OF_SOLE_TRADER -> null;
        };
    }

    /** Null where there can be no partnership. */
    @Nullable
    String partnersReport() {
        return kind() == GusCompany.Kind.LEGAL_PERSON ? "OsPrawnaSpCywilnaWspolnicy" : null;
    }

    /** The report with the details, after the prefix of its generation. */
    String detailsReport() {
        return switch (kind()) {
            case LEGAL_PERSON -> "OsPrawna";
            case LOCAL_UNIT_OF_LEGAL_PERSON -> "JednLokalnaOsPrawnej";
            case LOCAL_UNIT_OF_SOLE_TRADER -> "JednLokalnaOsFizycznej";
            case SOLE_TRADER -> switch (silo(leading())) {
                case CEIDG -> "OsFizycznaDzialalnoscCeidg";
                case AGRICULTURAL -> "OsFizycznaDzialalnoscRolnicza";
                case OTHER -> "OsFizycznaDzialalnoscPozostala";
                case REMOVED_BEFORE_2014 -> "OsFizycznaDzialalnoscSkreslonaDo20141108";
                case LEGAL_PERSON -> throw RegisterFailure.broken("BIR: natural person in the silo of legal persons");
            };
        };
    }

    /** The report on the person itself, which only natural persons have. */
    @Nullable
    String personReport() {
        return kind() == GusCompany.Kind.SOLE_TRADER ? "OsFizycznaDaneOgolne" : null;
    }

    /** Null for what was removed before 2014-11-08: its activities are not published. */
    @Nullable
    String pkdReport() {
        return switch (kind()) {
            case LEGAL_PERSON -> "OsPrawnaPkd";
            case LOCAL_UNIT_OF_LEGAL_PERSON -> "JednLokalnaOsPrawnejPkd";
            case LOCAL_UNIT_OF_SOLE_TRADER -> "JednLokalnaOsFizycznejPkd";
            case SOLE_TRADER -> silo(leading()) == GusCompany.Silo.REMOVED_BEFORE_2014 ? null : "OsFizycznaPkd";
        };
    }

    List<GusCompany.Activity> activities() {
        return rows.stream()
                .map(row -> new GusCompany.Activity(silo(row), row.required("Nazwa"), ended(row)))
                .toList();
    }

    private static GusCompany.Silo silo(BirRow row) {
        return switch (row.required("SilosID")) {
            case "1" -> GusCompany.Silo.CEIDG;
            case "2" -> GusCompany.Silo.AGRICULTURAL;
            case "3" -> GusCompany.Silo.OTHER;
            case "4" -> GusCompany.Silo.REMOVED_BEFORE_2014;
            case "6" -> GusCompany.Silo.LEGAL_PERSON;
            default -> throw RegisterFailure.broken("BIR: unknown SilosID");
        };
    }

    private static int order(GusCompany.Silo silo) {
        return switch (silo) {
            case CEIDG, LEGAL_PERSON -> 0;
            case OTHER -> 1;
            case AGRICULTURAL -> 2;
            case REMOVED_BEFORE_2014 -> 3;
        };
    }

    /** Nine digits, also where the entity itself is written with the empty number of a local unit. */
    private static String regon(BirRow row) {
        var regon = row.required("Regon");
        return regon.length() == 14 && regon.endsWith(NO_LOCAL_UNIT) ? regon.substring(0, 9) : regon;
    }

    private static boolean isLocal(BirRow row) {
        return row.required("Typ").startsWith("L");
    }

    private static @Nullable LocalDate ended(BirRow row) {
        return row.date("DataZakonczeniaDzialalnosci");
    }

    private static List<BirRow> joined(List<BirRow> some, List<BirRow> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

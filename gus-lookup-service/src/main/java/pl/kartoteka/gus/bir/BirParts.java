package pl.kartoteka.gus.bir;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.bir.GusActivities.GusActivity;

/** Reads the reports that are asked for apart from the company: local units, partners, activities. */
final class BirParts {
    private BirParts() {}

    static GusLocalUnits localUnits(BirUnit unit, BirAnswer report) {
        return new GusLocalUnits(unit.regon(), report.rows().stream().map(BirParts::localUnit).toList());
    }

    static GusPartners partners(BirUnit unit, BirAnswer report) {
        var none = switch (report.code()) {
            case NOT_CIVIL_PARTNERSHIP -> GusPartners.None.NOT_CIVIL_PARTNERSHIP;
            case NO_PARTNERS_RECORDED, NOTHING_FOUND -> GusPartners.None.NO_PARTNERS_RECORDED;
            // Natural persons are not asked about: a partnership is never one of them.
            default -> report.rows().isEmpty() ? GusPartners.None.NOT_CIVIL_PARTNERSHIP : null;
        };
        return new GusPartners(unit.regon(), report.rows().stream()
                .map(row -> new GusPartners.Partner(
                        row.text("wspolsc_regonWspolnikSpolki"),
                        row.text("wspolsc_imiePierwsze"),
                        row.text("wspolsc_imieDrugie"),
                        row.text("wspolsc_nazwisko"),
                        row.text("wspolsc_firmaNazwa")))
                .toList(), none);
    }

    /** @param details one report for each silo, in their order */
    static GusActivities activities(BirUnit unit, List<BirAnswer> details, BirAnswer pkd) {
        var silos = unit.ofEachSilo();
        var activities = new ArrayList<GusActivity>();
        for (var i = 0; i < silos.size(); i++) {
            activities.add(activity(silos.get(i), silos.size() == 1, details.get(i), pkd));
        }
        return new GusActivities(unit.regon(), activities);
    }

    private static GusActivity activity(BirUnit silo, boolean only, BirAnswer details, BirAnswer pkd) {
        var own = only
                ? pkd
                : new BirAnswer(pkd.code(), pkd.rows().stream()
                        .filter(row -> silo.silo() == siloOf(row.text("fiz_SilosID", "fiz_SilosSymbol",
                                "fiz_Silos_Symbol")))
                        .toList(), "");
        var company = new BirReading(silo, details, BirAnswer.NOT_ASKED, own).company();
        var published = pkd.code() != BirCode.PKD_NOT_PUBLISHED
                && silo.silo() != GusCompany.Silo.REMOVED_BEFORE_2014;
        return new GusActivity(silo.silo(), company.name(), company.shortName(), company.address(), company.email(),
                company.phone(), company.startedOn(), company.suspendedOn(), company.resumedOn(), company.endedOn(),
                company.removedOn(), company.bankruptOn(), company.pkd(), published);
    }

    private static GusLocalUnits.LocalUnit localUnit(BirRow row) {
        var prefix = row.text("lokpraw_regon14") == null ? "lokfiz_" : "lokpraw_";
        return new GusLocalUnits.LocalUnit(
                row.required(prefix + "regon14"),
                row.text(prefix + "nazwa"),
                siloOf(row.text(prefix + "silosID", prefix + "silos_Symbol")),
                BirReading.address(new BirRow(), row, prefix),
                row.date(prefix + "dataRozpoczeciaDzialalnosci", prefix + "dataPowstania"),
                row.date(prefix + "dataSkresleniaZRegon"));
    }

    /** By its number or its symbol; null where the report has none, as those on legal persons. */
    private static GusCompany.@Nullable Silo siloOf(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "1", "CEIDG" -> GusCompany.Silo.CEIDG;
            case "2", "ROLNICZA" -> GusCompany.Silo.AGRICULTURAL;
            case "3", "POZOSTAŁA" -> GusCompany.Silo.OTHER;
            case "4", "KRUPGN" -> GusCompany.Silo.REMOVED_BEFORE_2014;
            default -> null;
        };
    }
}

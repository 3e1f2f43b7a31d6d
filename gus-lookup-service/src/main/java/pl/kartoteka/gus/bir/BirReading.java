package pl.kartoteka.gus.bir;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Pkd;
import pl.kartoteka.gus.register.RegisterAddress;

/** Reads a unit and its reports into one company. Field names are those of the reports, after the prefix of the type. */
final class BirReading {
    private static final Pattern COURT = Pattern.compile("SĄD|PRZEDSIĘBIORCÓW|STOWARZYSZEŃ",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final BirRow NOTHING = new BirRow();

    private final BirUnit unit;
    private final BirRow found;
    private final BirRow details;
    private final BirRow person;
    private final List<BirRow> pkd;

    BirReading(BirUnit unit, BirAnswer details, BirAnswer person, BirAnswer pkd) {
        this.unit = unit;
        this.found = unit.leading();
        this.details = details.found() ? details.rows().getFirst() : NOTHING;
        this.person = person.found() ? person.rows().getFirst() : NOTHING;
        this.pkd = pkd.rows();
    }

    GusCompany company() {
        return new GusCompany(
                unit.regon(),
                first(found.text("Nip"), text("nip"), person.text("fiz_nip")),
                first(found.text("StatusNip"), text("statusNip"), person.text("fiz_statusNip")),
                krs(),
                unit.kind(),
                found.required("Nazwa"),
                text("nazwaSkrocona"),
                person.text("fiz_imie1"),
                person.text("fiz_nazwisko"),
                first(coded(details, prefixed("podstawowaFormaPrawna")), coded(person, "fiz_podstawowaFormaPrawna")),
                first(coded(details, prefixed("szczegolnaFormaPrawna")), coded(person, "fiz_szczegolnaFormaPrawna")),
                first(coded(details, prefixed("formaWlasnosci")), coded(person, "fiz_formaWlasnosci")),
                details.text(prefixed("rodzajRejestruEwidencji_Nazwa"), "fizC_RodzajRejestru_Nazwa",
                        "fizP_RodzajRejestru_Nazwa"),
                address(found, details, prefixed("")),
                text("adresEmail"),
                text("numerTelefonu"),
                text("adresStronyinternetowej"),
                details.date(prefixed("dataRozpoczeciaDzialalnosci"), prefixed("dataPowstania")),
                details.date(prefixed("dataZawieszeniaDzialalnosci")),
                details.date(prefixed("dataWznowieniaDzialalnosci")),
                first(found.date("DataZakonczeniaDzialalnosci"), details.date(prefixed("dataZakonczeniaDzialalnosci"))),
                first(details.date(prefixed("dataSkresleniaZRegon"), prefixed("dataSkresleniaDzialalnosciZRegon"),
                        // The published misspelling of the report on agricultural activity.
                        prefixed("dataSkresleniaDzialalanosciZRegon")),
                        person.date("fiz_dataSkresleniaPodmiotuZRegon")),
                details.date(prefixed("dataOrzeczeniaOUpadlosci")),
                details.date(prefixed("dataZakonczeniaPostepowaniaUpadlosciowego")),
                pkd(),
                unit.activities());
    }

    /** Court-registered companies have their KRS number where others have that of another register. */
    private @Nullable String krs() {
        var number = text("numerWRejestrzeEwidencji");
        var keeper = first(text("organRejestrowy_Nazwa"), text("rodzajRejestruEwidencji_Nazwa"));
        var court = keeper == null || COURT.matcher(keeper).find();
        var isKrs = unit.kind() == GusCompany.Kind.LEGAL_PERSON && court && number != null && number.matches("\\d{10}");
        return isKrs ? number : null;
    }

    /** @param found a row of a search, which has the address in other words than a report */
    static @Nullable RegisterAddress address(BirRow found, BirRow report, String prefix) {
        var seat = prefix + "adSiedz";
        var address = new RegisterAddress(
                first(found.text("Ulica"), report.text(seat + "Ulica_Nazwa")),
                first(found.text("NrNieruchomosci"), report.text(seat + "NumerNieruchomosci")),
                first(found.text("NrLokalu"), report.text(seat + "NumerLokalu")),
                first(found.text("KodPocztowy"), report.text(seat + "KodPocztowy")),
                first(found.text("Miejscowosc"), report.text(seat + "Miejscowosc_Nazwa")),
                first(found.text("MiejscowoscPoczty"), report.text(seat + "MiejscowoscPoczty_Nazwa")),
                first(found.text("Gmina"), report.text(seat + "Gmina_Nazwa")),
                first(found.text("Powiat"), report.text(seat + "Powiat_Nazwa")),
                first(found.text("Wojewodztwo"), report.text(seat + "Wojewodztwo_Nazwa")),
                report.text(seat + "Kraj_Nazwa"),
                null);
        return address.isEmpty() ? null : address;
    }

    private List<Pkd> pkd() {
        return pkd.stream()
                .map(row -> new Pkd(
                        code(row),
                        row.text(prefixed("pkdNazwa"), prefixed("pkd_Nazwa")),
                        row.text(prefixed("pkdWersja")),
                        "1".equals(row.text(prefixed("pkdPrzewazajace"), prefixed("pkd_Przewazajace")))))
                .distinct()
                .toList();
    }

    private String code(BirRow row) {
        var code = row.text(prefixed("pkdKod"), prefixed("pkd_Kod"));
        return code == null ? row.required(prefixed("pkdKod")) : code;
    }

    private @Nullable String text(String field) {
        return details.text(prefixed(field));
    }

    private String prefixed(String field) {
        return switch (unit.kind()) {
            case LEGAL_PERSON -> "praw_" + field;
            case SOLE_TRADER -> "fiz_" + field;
            case LOCAL_UNIT_OF_LEGAL_PERSON -> "lokpraw_" + field;
            case LOCAL_UNIT_OF_SOLE_TRADER -> "lokfiz_" + field;
        };
    }

    private static GusCompany.@Nullable Coded coded(BirRow row, String field) {
        var code = row.text(field + "_Symbol");
        return code == null ? null : new GusCompany.Coded(code, row.text(field + "_Nazwa"));
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... values) {
        for (var value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}

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

    BirReading(BirUnit unit, List<BirRow> details, List<BirRow> person, List<BirRow> pkd) {
        this.unit = unit;
        this.found = unit.leading();
        this.details = details.isEmpty() ? NOTHING : details.getFirst();
        this.person = person.isEmpty() ? NOTHING : person.getFirst();
        this.pkd = pkd;
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
                address(),
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

    private @Nullable RegisterAddress address() {
        var address = new RegisterAddress(
                first(found.text("Ulica"), text("adSiedzUlica_Nazwa")),
                first(found.text("NrNieruchomosci"), text("adSiedzNumerNieruchomosci")),
                first(found.text("NrLokalu"), text("adSiedzNumerLokalu")),
                first(found.text("KodPocztowy"), text("adSiedzKodPocztowy")),
                first(found.text("Miejscowosc"), text("adSiedzMiejscowosc_Nazwa")),
                first(found.text("MiejscowoscPoczty"), text("adSiedzMiejscowoscPoczty_Nazwa")),
                first(found.text("Gmina"), text("adSiedzGmina_Nazwa")),
                first(found.text("Powiat"), text("adSiedzPowiat_Nazwa")),
                first(found.text("Wojewodztwo"), text("adSiedzWojewodztwo_Nazwa")),
                text("adSiedzKraj_Nazwa"),
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

package pl.kartoteka.sandbox.gus;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.company.Company.LocalUnit;
import pl.kartoteka.sandbox.company.Company.Pkd;

/** The reports about legal units and their local units. */
final class LegalUnitReports {

    private LegalUnitReports() {}

    static Row general(Company company) {
        var court = company.kind().isInCourtRegister();
        return new Row().put("praw_regon9", company.regon()).put("praw_nip", company.nip())
                .put("praw_statusNip", company.nipStatus()).put("praw_nazwa", company.name())
                .put("praw_nazwaSkrocona", company.shortName())
                .put("praw_numerWRejestrzeEwidencji", company.krs())
                .put("praw_dataWpisuDoRejestruEwidencji", court ? company.started().toString() : "")
                .put("praw_dataPowstania", company.started()).put("praw_dataRozpoczeciaDzialalnosci", company.started())
                .put("praw_dataWpisuDoRegon", company.started().plusDays(7))
                .put("praw_dataZawieszeniaDzialalnosci", company.suspended())
                .put("praw_dataWznowieniaDzialalnosci", company.resumed())
                .put("praw_dataZaistnieniaZmiany", company.started().plusDays(7))
                .put("praw_dataZakonczeniaDzialalnosci", company.ended())
                .put("praw_dataSkresleniaZRegon", company.struckOff())
                .put("praw_dataOrzeczeniaOUpadlosci", company.bankrupt())
                .put("praw_dataZakonczeniaPostepowaniaUpadlosciowego", "")
                .address("praw_adSiedz", company.address())
                .put("praw_numerTelefonu", company.phone()).put("praw_numerWewnetrznyTelefonu", "")
                .put("praw_numerFaksu", "").put("praw_adresEmail", company.email())
                .put("praw_adresStronyinternetowej", company.www())
                .pair("praw_podstawowaFormaPrawna", company.kind().basicForm(), company.kind().basicFormName())
                .pair("praw_szczegolnaFormaPrawna", company.kind().specificForm(), company.kind().specificFormName())
                .pair("praw_formaFinansowania", "1", "JEDNOSTKA SAMOFINANSUJĄCA NIE BĘDĄCA JEDNOSTKĄ BUDŻETOWĄ")
                .pair("praw_formaWlasnosci", "214", "WŁASNOŚĆ KRAJOWYCH OSÓB FIZYCZNYCH")
                .pair("praw_organZalozycielski", "", "")
                .pair("praw_organRejestrowy", court ? "990000000" : "", court ? "SĄD REJONOWY PRZYKŁADOWY" : "")
                .pair("praw_rodzajRejestruEwidencji", court ? "138" : "000",
                        court ? "REJESTR PRZEDSIĘBIORCÓW" : "PODMIOTY UTWORZONE Z MOCY USTAWY")
                .put("praw_liczbaJednLokalnych", company.localUnits().size());
    }

    static List<Row> pkd(Company company, String version) {
        return pkd("praw_", company.pkd(), version, company.started().getYear());
    }

    static List<Row> localUnits(Company company) {
        return company.localUnits().stream().map(unit -> new Row().put("lokpraw_regon14", unit.regon())
                .put("lokpraw_nazwa", unit.name()).address("lokpraw_adSiedz", unit.address())
                .put("lokpraw_dataPowstania", unit.started()).put("lokpraw_dataRozpoczeciaDzialalnosci", unit.started())
                .put("lokpraw_dataWpisuDoRegon", unit.started().plusDays(7))
                .put("lokpraw_dataSkresleniaZRegon", "")).toList();
    }

    static List<Row> partners(Company company) {
        return company.partners().stream().map(partner -> new Row()
                .put("wspolsc_regonWspolnikSpolki", partner.regon())
                .put("wspolsc_imiePierwsze", partner.firstName()).put("wspolsc_imieDrugie", partner.secondName())
                .put("wspolsc_nazwisko", partner.lastName()).put("wspolsc_firmaNazwa", partner.businessName()))
                .toList();
    }

    static Row localUnit(LocalUnit unit, Company company, boolean withNip) {
        var row = new Row().put("lokpraw_regon9", company.regon()).put("lokpraw_regon14", unit.regon());
        if (withNip) {
            row.put("lokpraw_nip", company.nip()).put("lokpraw_statusNip", company.nipStatus());
        }
        return row.put("lokpraw_nazwa", unit.name()).put("lokpraw_numerWRejestrzeEwidencji", "")
                .put("lokpraw_dataPowstania", unit.started()).put("lokpraw_dataRozpoczeciaDzialalnosci", unit.started())
                .put("lokpraw_dataWpisuDoRegon", unit.started().plusDays(7))
                .put("lokpraw_dataZawieszeniaDzialalnosci", "").put("lokpraw_dataWznowieniaDzialalnosci", "")
                .put("lokpraw_dataZakonczeniaDzialalnosci", "").put("lokpraw_dataSkresleniaZRegon", "")
                .address("lokpraw_adSiedz", unit.address())
                .pair("lokpraw_formaFinansowania", "1", "JEDNOSTKA SAMOFINANSUJĄCA NIE BĘDĄCA JEDNOSTKĄ BUDŻETOWĄ");
    }

    static List<Row> localUnitPkd(LocalUnit unit, String version) {
        return pkd("lokpraw_", unit.pkd(), version, unit.started().getYear());
    }

    private static List<Row> pkd(String prefix, List<Pkd> codes, String version, int since) {
        return IntStream.range(0, codes.size()).mapToObj(i -> {
            var row = new Row().put(prefix + "pkdKod", codes.get(i).code())
                    .put(prefix + "pkdNazwa", codes.get(i).name().toUpperCase(Locale.ROOT))
                    .put(prefix + "pkdPrzewazajace", i == 0 ? 1 : 0);
            return version.equals(Reports.BIR_12) ? row.put(prefix + "pkdWersja", PkdYear.of(since)) : row;
        }).toList();
    }
}

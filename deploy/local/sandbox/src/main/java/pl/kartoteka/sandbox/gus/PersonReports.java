package pl.kartoteka.sandbox.gus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.company.Company.LocalUnit;
import pl.kartoteka.sandbox.company.Company.Pkd;

/** The reports about natural persons who run a business, and their local units. */
final class PersonReports {

    private static final Map<Integer, String> SILOS = Map.of(1, "CEIDG", 2, "ROLNICZA", 3, "POZOSTAŁA", 4, "KRUPGN");

    private PersonReports() {}

    static Row general(Company company) {
        var person = company.person();
        return new Row().put("fiz_regon9", company.regon()).put("fiz_nip", company.nip())
                .put("fiz_statusNip", company.nipStatus()).put("fiz_nazwisko", person.lastName())
                .put("fiz_imie1", person.firstName()).put("fiz_imie2", person.secondName())
                .put("fiz_dataWpisuPodmiotuDoRegon", company.started().plusDays(7))
                .put("fiz_dataZaistnieniaZmiany", company.started().plusDays(7))
                .put("fiz_dataSkresleniaPodmiotuZRegon", company.struckOff())
                .pair("fiz_podstawowaFormaPrawna", company.kind().basicForm(), company.kind().basicFormName())
                .pair("fiz_szczegolnaFormaPrawna", company.kind().specificForm(), company.kind().specificFormName())
                .pair("fiz_formaFinansowania", "1", "JEDNOSTKA SAMOFINANSUJĄCA NIE BĘDĄCA JEDNOSTKĄ BUDŻETOWĄ")
                .pair("fiz_formaWlasnosci", "214", "WŁASNOŚĆ KRAJOWYCH OSÓB FIZYCZNYCH")
                .put("fiz_dzialalnoscCeidg", has(company, 1)).put("fiz_dzialalnoscRolnicza", has(company, 2))
                .put("fiz_dzialalnoscPozostala", has(company, 3))
                .put("fiz_dzialalnoscSkreslonaDo20141108", has(company, 4))
                .put("fiz_liczbaJednLokalnych", company.localUnits().size());
    }

    static Row activity(Company company, int silo) {
        var row = new Row().put("fiz_regon9", company.regon()).put("fiz_nazwa", Reports.nameIn(company, silo))
                .put("fiz_nazwaSkrocona", company.shortName()).put("fiz_dataPowstania", company.started())
                .put("fiz_dataRozpoczeciaDzialalnosci", company.started())
                .put("fiz_dataWpisuDzialalnosciDoRegon", company.started().plusDays(7))
                .put("fiz_dataZawieszeniaDzialalnosci", company.suspended())
                .put("fiz_dataWznowieniaDzialalnosci", company.resumed())
                .put("fiz_dataZaistnieniaZmianyDzialalnosci", company.started().plusDays(7))
                .put("fiz_dataZakonczeniaDzialalnosci", company.ended())
                .put(struckOff(silo), company.struckOff())
                .put("fiz_dataOrzeczeniaOUpadlosci", company.bankrupt())
                .put("fiz_dataZakonczeniaPostepowaniaUpadlosciowego", "")
                .address("fiz_adSiedz", company.address())
                .put("fiz_numerTelefonu", company.phone()).put("fiz_numerWewnetrznyTelefonu", "")
                .put("fiz_numerFaksu", "").put("fiz_adresEmail", company.email());
        if (silo == 4) {
            row.put("fiz_adresEmail2", "");
        }
        row.put("fiz_adresStronyinternetowej", company.www());
        return switch (silo) {
            case 1 ->
                    registerEntry(row, "fizC_", company, "CENTRALNA EWIDENCJA I INFORMACJA O DZIAŁALNOŚCI GOSPODARCZEJ")
                            .put("fizC_NiePodjetoDzialalnosci", "false");
            case 3 -> registerEntry(row, "fizP_", company, "EWIDENCJE PROWADZONE PRZEZ ORGANY SAMORZĄDÓW ZAWODOWYCH");
            default -> row;
        };
    }

    static List<Row> pkd(Company company, String version) {
        return company.silos().stream().filter(silo -> silo <= 3)
                .flatMap(silo -> pkd("fiz_", ofSilo(company, silo), silo, version, company.started().getYear())
                        .stream())
                .toList();
    }

    static List<Row> localUnits(Company company) {
        return company.localUnits().stream().map(unit -> new Row().put("lokfiz_regon14", unit.regon())
                .put("lokfiz_nazwa", unit.name()).put("lokfiz_silosID", silo(unit))
                .put("lokfiz_silos_Symbol", SILOS.get(silo(unit))).address("lokfiz_adSiedz", unit.address())
                .put("lokfiz_dataPowstania", unit.started()).put("lokfiz_dataSkresleniaZRegon", "")).toList();
    }

    static Row localUnit(LocalUnit unit) {
        return new Row().put("lokfiz_regon9", unit.regon().substring(0, 9)).put("lokfiz_regon14", unit.regon())
                .put("lokfiz_nazwa", unit.name()).put("lokfiz_silosID", silo(unit))
                .put("lokfiz_silos_Symbol", SILOS.get(silo(unit))).put("lokfiz_dataPowstania", unit.started())
                .put("lokfiz_dataRozpoczeciaDzialalnosci", unit.started())
                .put("lokfiz_dataWpisuDoRegon", unit.started().plusDays(7))
                .put("lokfiz_dataZawieszeniaDzialalnosci", "").put("lokfiz_dataWznowieniaDzialalnosci", "")
                .put("lokfiz_dataZakonczeniaDzialalnosci", "").put("lokfiz_dataSkresleniaZRegon", "")
                .address("lokfiz_adSiedz", unit.address());
    }

    static List<Row> localUnitPkd(LocalUnit unit, String version) {
        return pkd("lokfiz_", unit.pkd(), silo(unit), version, unit.started().getYear());
    }

    /** Agriculture is recorded in the agricultural silo, everything else in the others. */
    private static List<Pkd> ofSilo(Company company, int silo) {
        return company.pkd().stream().filter(pkd -> pkd.code().startsWith("01") == (silo == 2)).toList();
    }

    private static List<Row> pkd(String prefix, List<Pkd> codes, int silo, String version, int since) {
        var silos = SILOS.get(silo);
        return IntStream.range(0, codes.size()).mapToObj(i -> {
            var name = codes.get(i).name().toUpperCase(Locale.ROOT);
            return version.equals(Reports.BIR_12)
                    ? new Row().put(prefix + "pkdWersja", PkdYear.of(since))
                            .put(prefix + "pkdKod", codes.get(i).code()).put(prefix + "pkdNazwa", name)
                            .put(prefix + "pkdPrzewazajace", i == 0 ? 1 : 0).put(prefix + "SilosSymbol", silos)
                    : new Row().put(prefix + "pkd_Kod", codes.get(i).code()).put(prefix + "pkd_Nazwa", name)
                            .put(prefix + "pkd_Przewazajace", i == 0 ? 1 : 0).put(prefix + "SilosID", silo)
                            .put(prefix + "Silos_Symbol", silos)
                            .put(prefix + "dataSkresleniaDzialalnosciZRegon", "");
        }).toList();
    }

    private static Row registerEntry(Row row, String prefix, Company company, String name) {
        return row.put(prefix + "dataWpisuDoRejestruEwidencji", company.started())
                .put(prefix + "dataSkresleniaZRejestruEwidencji", company.struckOff())
                .put(prefix + "numerWRejestrzeEwidencji", "")
                .pair(prefix + "OrganRejestrowy", "990000001", "ORGAN REJESTROWY PRZYKŁADOWY")
                .pair(prefix + "RodzajRejestru", prefix.equals("fizC_") ? "151" : "152", name);
    }

    /** The report about agriculture misspells its field, and has been published so. */
    private static String struckOff(int silo) {
        return silo == 2 ? "fiz_dataSkresleniaDzialalanosciZRegon" : "fiz_dataSkresleniaDzialalnosciZRegon";
    }

    private static int has(Company company, int silo) {
        return company.silos().contains(silo) ? 1 : 0;
    }

    private static int silo(LocalUnit unit) {
        return unit.silo() == null ? 1 : unit.silo();
    }
}

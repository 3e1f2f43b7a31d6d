package pl.kartoteka.gus.bir;

import java.time.LocalDate;

import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.RegisterFailure;

/** One call of BIR: the operation and the content of its element in the SOAP body. */
record BirRequest(BirOperation operation, String content) {
    private static final String ENVELOPE = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" \
            xmlns:b="%s" xmlns:d="http://CIS/BIR/PUBL/2014/07/DataContract">\
            <s:Header><a:To>%s</a:To><a:Action>%s</a:Action></s:Header>\
            <s:Body><b:%4$s>%5$s</b:%4$s></s:Body></s:Envelope>""";

    static BirRequest logIn(String key) {
        return new BirRequest(BirOperation.ZALOGUJ, element("b:pKluczUzytkownika", key));
    }

    static BirRequest logOut(String sid) {
        return new BirRequest(BirOperation.WYLOGUJ, element("b:pIdentyfikatorSesji", sid));
    }

    static BirRequest search(Question question) {
        var criterion = switch (question) {
            case Question.ByNip(var nip) -> element("d:Nip", nip.digits());
            case Question.ByRegon(var regon) -> element(
                    regon.digits().length() == 9 ? "d:Regon" : "d:Regony14zn",
                    regon.digits());
            case Question.ByKrs(var krs) -> element("d:Krs", krs.digits());
            case Question.ByVatNumber _,Question.OnWhiteList _,Question.GusReport _ -> throw RegisterFailure
                    .of(RegisterFailure.Reason.INVALID_QUESTION, "BIR is asked by NIP, REGON or KRS");
        };
        return new BirRequest(BirOperation.DANE_SZUKAJ_PODMIOTY,
                "<b:pParametryWyszukiwania>" + criterion + "</b:pParametryWyszukiwania>");
    }

    static BirRequest fullReport(String regon, String report) {
        return new BirRequest(BirOperation.DANE_POBIERZ_PELNY_RAPORT,
                element("b:pRegon", regon) + element("b:pNazwaRaportu", report));
    }

    static BirRequest bulkReport(LocalDate day, String report) {
        return new BirRequest(BirOperation.DANE_POBIERZ_RAPORT_ZBIORCZY,
                element("b:pDataRaportu", day.toString()) + element("b:pNazwaRaportu", report));
    }

    static BirRequest value(String parameter) {
        return new BirRequest(BirOperation.GET_VALUE, element("b:pNazwaParametru", parameter));
    }

    String envelope(String url) {
        return ENVELOPE.formatted(operation.namespace(), escaped(url), operation.action(), operation.element(),
                content);
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + escaped(value) + "</" + name + ">";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

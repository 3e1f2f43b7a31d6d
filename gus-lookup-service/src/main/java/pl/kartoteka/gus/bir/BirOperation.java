package pl.kartoteka.gus.bir;

/** The operations of BIR in use, with the WS-Addressing action each is called by. */
enum BirOperation {
    ZALOGUJ("Zaloguj", Namespaces.PUBLIC, "IUslugaBIRzewnPubl"),
    WYLOGUJ("Wyloguj", Namespaces.PUBLIC, "IUslugaBIRzewnPubl"),
    DANE_SZUKAJ_PODMIOTY("DaneSzukajPodmioty", Namespaces.PUBLIC, "IUslugaBIRzewnPubl"),
    DANE_POBIERZ_PELNY_RAPORT("DanePobierzPelnyRaport", Namespaces.PUBLIC, "IUslugaBIRzewnPubl"),
    DANE_POBIERZ_RAPORT_ZBIORCZY("DanePobierzRaportZbiorczy", Namespaces.PUBLIC, "IUslugaBIRzewnPubl"),
    GET_VALUE("GetValue", Namespaces.COMMON, "IUslugaBIR");

    private final String element;
    private final String namespace;
    private final String contract;

    BirOperation(String element, String namespace, String contract) {
        this.element = element;
        this.namespace = namespace;
        this.contract = contract;
    }

    String element() {
        return element;
    }

    String namespace() {
        return namespace;
    }

    String action() {
        return namespace + "/" + contract + "/" + element;
    }

    private static final class Namespaces {
        static final String PUBLIC = "http://CIS/BIR/PUBL/2014/07";
        static final String COMMON = "http://CIS/BIR/2014/07";
    }
}

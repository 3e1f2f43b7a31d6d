package pl.kartoteka.sandbox.gus;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Supplier;

import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.gus.Soap.Call;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Simulator;

/** The service UslugaBIRzewnPubl. */
public final class GusSimulator implements Simulator {

    private static final String KEY = "abcde12345abcde12345";
    private static final String ACTIONS = "http://CIS/BIR/PUBL/2014/07/IUslugaBIRzewnPubl/";
    private static final String GET_VALUE = "http://CIS/BIR/2014/07/IUslugaBIR/GetValue";
    private static final Set<String> PUBLIC_OPERATIONS = Set.of("Zaloguj", "Wyloguj", "DaneSzukajPodmioty",
            "DanePobierzPelnyRaport", "DanePobierzRaportZbiorczy");
    private static final Set<String> BULK_REPORTS = Set.of("BIR11NowePodmiotyPrawneOrazDzialalnosciOsFizycznych",
            "BIR11AktualizowanePodmiotyPrawneOrazDzialalnosciOsFizycznych",
            "BIR11SkreslonePodmiotyPrawneOrazDzialalnosciOsFizycznych", "BIR11NoweJednostkiLokalne",
            "BIR11AktualizowaneJednostkiLokalne", "BIR11SkresloneJednostkiLokalne");
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final String MAINTENANCE = """
            <!DOCTYPE html><html lang="pl"><head><title>Przerwa techniczna</title></head>
            <body><h1>Przerwa techniczna</h1><p>Usługa jest chwilowo niedostępna.</p></body></html>
            """;

    private final InstantSource clock;
    private final Search search;
    private final Reports reports;
    private final Sessions sessions;
    private final Limits limits;
    private final Changes changes;

    public GusSimulator(Companies companies, InstantSource clock) {
        this.clock = clock;
        this.search = new Search(companies);
        this.reports = new Reports(companies);
        this.sessions = new Sessions(clock);
        this.limits = new Limits(clock);
        this.changes = new Changes();
    }

    @Override
    public Register register() {
        return Register.GUS;
    }

    @Override
    public Reply answer(Request request) {
        if (!request.header("content-type").orElse("").startsWith("application/soap+xml")) {
            return Reply.empty(415);
        }
        return Soap.read(request.body()).map(call -> answer(request, call)).orElseGet(() -> Reply.empty(400));
    }

    @Override
    public Reply down(Request request) {
        return Reply.html(200, MAINTENANCE);
    }

    @Override
    public Reply limited(Request request) {
        return Reply.html(429, "<html><body>Przekroczono limit zapytań.</body></html>").header("Retry-After", "60");
    }

    @Override
    public Reply rubbish(Request request) {
        return answer(request).cutInHalf();
    }

    @Override
    public void restart() {
        limits.clear();
    }

    /** A company that changed now is in the report of yesterday, the newest there is: nobody waits a day for it here. */
    public void changed(Company company) {
        changes.add(today().minusDays(1), company);
    }

    /** The right answer of a session that has ended meanwhile: as if every one lived only until its first question. */
    @Override
    public Reply expired(Request request) {
        sessions.closeAll();
        return answer(request);
    }

    /** Ends every session, as happens at GUS after an hour or in the night. */
    public Reply endSessions() {
        sessions.closeAll();
        return Reply.empty(204);
    }

    private Reply answer(Request request, Call call) {
        if (!call.to().endsWith("/wsBIR/UslugaBIRzewnPubl.svc")) {
            return Soap.fault("DestinationUnreachable", "The message with To '" + call.to()
                    + "' cannot be processed at the receiver, due to an AddressFilter mismatch.");
        }
        var operation = call.operation().getLocalName();
        var isPublic = Soap.PUBLIC.equals(call.operation().getNamespaceURI()) && PUBLIC_OPERATIONS.contains(operation)
                && call.action().equals(ACTIONS + operation);
        var isGetValue = Soap.GENERAL.equals(call.operation().getNamespaceURI()) && operation.equals("GetValue")
                && call.action().equals(GET_VALUE);
        if (!isPublic && !isGetValue) {
            return Soap.fault("ActionNotSupported", "The message with Action '" + call.action()
                    + "' cannot be processed at the receiver, due to a ContractFilter mismatch.");
        }
        var parameters = call.structure("pParametryWyszukiwania");
        if (!limits.take(Search.units(parameters))) {
            return limited(request);
        }
        var sid = request.header("sid").orElse("");
        return Soap.result(call, switch (operation) {
            case "Zaloguj" -> call.parameter("pKluczUzytkownika").equals(KEY) ? sessions.open() : "";
            case "Wyloguj" -> Boolean.toString(sessions.close(call.parameter("pIdentyfikatorSesji")));
            case "GetValue" -> value(sid, call.parameter("pNazwaParametru"));
            case "DaneSzukajPodmioty" -> within(sid, () -> search.find(parameters));
            case "DanePobierzPelnyRaport" -> within(sid,
                    () -> reports.report(call.parameter("pRegon"), call.parameter("pNazwaRaportu")));
            default -> within(sid,
                    () -> bulkReport(call.parameter("pDataRaportu"), call.parameter("pNazwaRaportu")));
        });
    }

    private String within(String sid, Supplier<Answer> operation) {
        var answer = sessions.isOpen(sid) ? operation.get() : Answer.noSession();
        sessions.remember(sid, answer);
        return answer.document();
    }

    private String value(String sid, String name) {
        return switch (name) {
            case "StatusUslugi" -> "1";
            case "KomunikatUslugi" -> "Usluga dostepna";
            case "StatusSesji" -> sessions.isOpen(sid) ? "1" : "0";
            case "StanDanych" -> sessions.isOpen(sid)
                    ? today().minusDays(1).format(DateTimeFormatter.ofPattern("dd-MM-yyyy"))
                    : "";
            case "KomunikatKod" ->
                    Integer.toString(sessions.last(sid).map(Answer::code).orElse(Answer.noSession().code()));
            case "KomunikatTresc" -> sessions.last(sid).map(Answer::message).orElse(Answer.noSession().message());
            default -> "";
        };
    }

    private Answer bulkReport(String date, String name) {
        var echo = new Row().put("pDataRaportu", date).put("pNazwaRaportu", name);
        try {
            var day = LocalDate.parse(date);
            if (!BULK_REPORTS.contains(name)) {
                return Answer.error(105, "Nieprawidłowa nazwa raportu zbiorczego.", "Wrong bulk report name.", echo);
            }
            if (day.equals(today())) {
                return Answer.error(102, "Data raportu nie może być bieżąca.", "Current date is not allowed.", echo);
            }
            if (day.isAfter(today())) {
                return Answer.error(103, "Data raportu nie może być przyszła.", "Future date is not allowed.", echo);
            }
            return day.isBefore(today().minusDays(7))
                    ? Answer.error(104, "Zbyt odległa data raportu.", "The date is too old.", echo)
                    : changes.report(day, name).orElseGet(() -> Answer.notFound(echo));
        } catch (DateTimeParseException _) {
            return Answer.error(104, "Nieprawidłowa data raportu.", "Wrong date.", echo);
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(WARSAW).toLocalDate();
    }
}

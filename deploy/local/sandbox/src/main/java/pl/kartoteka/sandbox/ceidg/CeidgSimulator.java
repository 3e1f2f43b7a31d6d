package pl.kartoteka.sandbox.ceidg;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import pl.kartoteka.sandbox.company.Checksums;
import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;
import pl.kartoteka.sandbox.register.Quota;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Simulator;

/** {@code firma} (details) and {@code firmy} (list) of the data warehouse. */
public final class CeidgSimulator implements Simulator {

    private static final String TOKEN = "sandbox-ceidg-token";
    private static final int PER_HOUR = 1_000;
    private static final int PER_THREE_MINUTES = 50;
    private static final Duration BLOCK = Duration.ofSeconds(180);
    private static final int MOST_IDS = 5;
    private static final String MAINTENANCE = "<!DOCTYPE html><html lang=\"pl\"><body><h1>Przerwa techniczna</h1></body></html>";

    private final Companies companies;
    private final InstantSource clock;
    private final Quota threeMinutes = new Quota(Duration.ofMinutes(3));
    private final Quota hour = new Quota(Duration.ofHours(1));
    private volatile Instant blockedUntil = Instant.MIN;

    public CeidgSimulator(Companies companies, InstantSource clock) {
        this.companies = companies;
        this.clock = clock;
    }

    @Override
    public Register register() {
        return Register.CEIDG;
    }

    @Override
    public Reply answer(Request request) {
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return error(401, "BRAK_AUTORYZACJI", "Brak lub niepoprawny token");
        }
        return take() ? withHeaders(route(request)) : limited(request);
    }

    @Override
    public Reply down(Request request) {
        return Reply.html(503, MAINTENANCE);
    }

    @Override
    public Reply limited(Request request) {
        return withHeaders(error(429, "PRZEKROCZONO_LIMIT_ZAPYTAN", "Przekroczono limit zapytań"));
    }

    @Override
    public Reply rubbish(Request request) {
        return Reply.of(200, "application/json", "{\"firma\":[{\"id\":\"0197\",\"nazwa\":\"Urwan");
    }

    @Override
    public synchronized void restart() {
        threeMinutes.clear();
        hour.clear();
        blockedUntil = Instant.MIN;
    }

    private Reply route(Request request) {
        if (request.path().endsWith("/firmy")) {
            return CeidgList.page(request, entries());
        }
        var id = request.variables().get("id");
        return id == null ? details(request) : details(company -> CeidgEntryJson.id(company).equalsIgnoreCase(id));
    }

    private Reply details(Request request) {
        var nip = request.query("nip");
        if (nip.isPresent()) {
            return Checksums.isNip(nip.get())
                    ? details(company -> company.nip().equals(nip.get()))
                    : error(400, "NIEPOPRAWNY_NUMER_NIP", "Niepoprawny numer NIP");
        }
        var regon = request.query("regon");
        if (regon.isPresent()) {
            return Checksums.isRegon(regon.get())
                    ? details(company -> company.regon().equals(regon.get()))
                    : error(400, "NIEPOPRAWNY_NUMER_REGON", "Niepoprawny numer REGON");
        }
        var ids = request.queries("ids").stream().map(id -> id.toUpperCase(Locale.ROOT)).toList();
        return ids.isEmpty() || ids.size() > MOST_IDS
                ? error(400, "NIEPOPRAWNA_ILOSC_IDENTYFIKATOROW", "Niepoprawna ilość identyfikatorów")
                : details(company -> ids.contains(CeidgEntryJson.id(company)));
    }

    private Reply details(Predicate<Company> wanted) {
        var found = entries().stream().filter(wanted).map(CeidgEntryJson::details).toList();
        return found.isEmpty() ? Reply.empty(204) : Reply.json(200, Map.of("firma", found));
    }

    private List<Company> entries() {
        return companies.companies().stream().filter(company -> company.ceidg() != null).toList();
    }

    private synchronized boolean take() {
        var now = clock.instant();
        if (now.isBefore(blockedUntil)) {
            return false;
        }
        if (!threeMinutes.allows(1, PER_THREE_MINUTES, now) || !hour.allows(1, PER_HOUR, now)) {
            blockedUntil = now.plus(BLOCK);
            return false;
        }
        threeMinutes.take(1, now);
        hour.take(1, now);
        return true;
    }

    private Reply withHeaders(Reply reply) {
        var now = clock.instant();
        return reply.header("X-Rate-Limit-Limit", Integer.toString(PER_HOUR))
                .header("X-Rate-Limit-Remaining", Integer.toString(PER_HOUR - hour.used(now)))
                .header("X-Rate-Limit-Reset", Long.toString(now.plus(Duration.ofHours(1)).toEpochMilli()))
                .header("X-Correlation-ID", UUID.randomUUID().toString());
    }

    static Reply error(int status, String code, String message) {
        return Reply.json(status, Map.of("code", code, "message", message));
    }

    static Optional<Integer> number(Request request, String name) {
        return request.query(name).filter(text -> text.matches("\\d{1,6}")).map(Integer::valueOf);
    }
}

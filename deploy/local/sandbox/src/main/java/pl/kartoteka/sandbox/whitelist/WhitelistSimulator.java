package pl.kartoteka.sandbox.whitelist;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Simulator;

/** {@code search} and {@code check}; whom it does not know it answers with 200, null and a request id. */
public final class WhitelistSimulator implements Simulator {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss").withZone(WARSAW);
    private static final int MOST_IDENTIFIERS = 30;
    private static final int YEARS_KEPT = 5;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";

    private final Companies companies;
    private final InstantSource clock;
    private final DailyLimits limits = new DailyLimits();
    private final SecureRandom random = new SecureRandom();

    public WhitelistSimulator(Companies companies, InstantSource clock) {
        this.companies = companies;
        this.clock = clock;
    }

    @Override
    public Register register() {
        return Register.WHITELIST;
    }

    @Override
    public Reply answer(Request request) {
        var check = request.variables().containsKey("nrb");
        if (!(check ? limits.takeCheck(today()) : limits.takeSearch(today()))) {
            return WhitelistError.WL_191.reply();
        }
        var dateError = errorInDate(request.query("date").orElse(""));
        if (dateError != null) {
            return dateError.reply();
        }
        var type = request.variable("type");
        var values = request.variable("values");
        var one = Identifier.named(type, false);
        if (check) {
            return one.filter(identifier -> identifier != Identifier.BANK_ACCOUNT)
                    .map(identifier -> check(identifier, values, request.variable("nrb")))
                    .orElseGet(WhitelistError.WL_190::reply);
        }
        return one.map(identifier -> search(identifier, values))
                .or(() -> Identifier.named(type, true).map(identifier -> searchAll(identifier, values)))
                .orElseGet(WhitelistError.WL_190::reply);
    }

    @Override
    public Reply down(Request request) {
        return Reply.HANG_UP;
    }

    @Override
    public Reply limited(Request request) {
        return WhitelistError.WL_191.reply();
    }

    @Override
    public Reply rubbish(Request request) {
        return Reply.json(200, Map.of("result", List.of("<subject>", 0), "requestId", Map.of()));
    }

    @Override
    public void restart() {
        limits.clear();
    }

    private Reply search(Identifier identifier, String value) {
        var error = identifier.errorIn(value);
        if (error != null) {
            return error.reply();
        }
        var subjects = subjects(identifier, value);
        return identifier == Identifier.BANK_ACCOUNT
                ? result("subjects", subjects)
                : result("subject", subjects.isEmpty() ? null : subjects.getFirst());
    }

    private Reply searchAll(Identifier identifier, String list) {
        var values = List.of(list.split(","));
        if (values.size() > MOST_IDENTIFIERS) {
            return WhitelistError.WL_130.reply();
        }
        return result("entries", values.stream().map(value -> {
            var entry = new LinkedHashMap<String, @Nullable Object>();
            entry.put("identifier", value);
            var error = identifier.errorIn(value);
            entry.put("subjects", error == null ? subjects(identifier, value) : List.of());
            if (error != null) {
                entry.put("error", error.body());
            }
            return entry;
        }).toList());
    }

    private Reply check(Identifier identifier, String value, String account) {
        var error = identifier.errorIn(value);
        if (error == null) {
            error = Identifier.BANK_ACCOUNT.errorIn(account);
        }
        if (error != null) {
            return error.reply();
        }
        var assigned = companies.companies().stream().anyMatch(company -> identifier.isOf(company, value)
                && Identifier.BANK_ACCOUNT.isOf(company, account) && company.isActiveVatPayer());
        return result("accountAssigned", assigned ? "TAK" : "NIE");
    }

    private List<Map<String, @Nullable Object>> subjects(Identifier identifier, String value) {
        return companies.companies().stream().filter(company -> identifier.isOf(company, value))
                .flatMap(company -> subject(company).stream()).toList();
    }

    private static List<Map<String, @Nullable Object>> subject(Company company) {
        return company.vatEntry().map(entry -> List.of(Subject.of(company, entry))).orElse(List.of());
    }

    private Reply result(String name, @Nullable Object content) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put(name, content);
        result.put("requestId", requestId());
        result.put("requestDateTime", MOMENT.format(clock.instant()));
        return Reply.json(200, Map.of("result", result));
    }

    private String requestId() {
        return letters(5) + "-" + letters(7);
    }

    private String letters(int count) {
        return random.ints(count, 0, ALPHABET.length()).collect(StringBuilder::new,
                (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append).toString();
    }

    private @Nullable WhitelistError errorInDate(String date) {
        if (date.isBlank()) {
            return WhitelistError.WL_101;
        }
        try {
            var day = LocalDate.parse(date);
            if (day.isAfter(today())) {
                return WhitelistError.WL_103;
            }
            return day.isBefore(today().minusYears(YEARS_KEPT)) ? WhitelistError.WL_118 : null;
        } catch (DateTimeParseException _) {
            return WhitelistError.WL_102;
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(WARSAW).toLocalDate();
    }
}

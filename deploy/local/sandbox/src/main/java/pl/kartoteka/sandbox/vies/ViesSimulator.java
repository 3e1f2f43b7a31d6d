package pl.kartoteka.sandbox.vies;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import pl.kartoteka.sandbox.company.Checksums;
import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.http.Json;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Simulator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code check-vat-number}, its test twin and {@code check-status}. */
public final class ViesSimulator implements Simulator {

    /** What the test service answers to its test numbers. */
    private static final Map<String, String> TEST_ERRORS = Map.ofEntries(Map.entry("201", "INVALID_INPUT"),
            Map.entry("202", "INVALID_REQUESTER_INFO"), Map.entry("300", "SERVICE_UNAVAILABLE"),
            Map.entry("301", "MS_UNAVAILABLE"), Map.entry("302", "TIMEOUT"), Map.entry("400", "VAT_BLOCKED"),
            Map.entry("401", "IP_BLOCKED"), Map.entry("500", "GLOBAL_MAX_CONCURRENT_REQ"),
            Map.entry("501", "GLOBAL_MAX_CONCURRENT_REQ_TIME"), Map.entry("600", "MS_MAX_CONCURRENT_REQ"),
            Map.entry("601", "MS_MAX_CONCURRENT_REQ_TIME"));
    private static final List<String> TRADER_FIELDS = List.of("traderName", "traderStreet", "traderPostalCode",
            "traderCity", "traderCompanyType");
    private static final String NOT_DISCLOSED = "---";
    /** A member state that is always away, as one or another always is. */
    private static final String AWAY = "LU";
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Who is registered: the name and the address as the member state gives them. */
    private record Trader(String name, String address) {}

    private final Companies companies;
    private final InstantSource clock;

    public ViesSimulator(Companies companies, InstantSource clock) {
        this.companies = companies;
        this.clock = clock;
    }

    @Override
    public Register register() {
        return Register.VIES;
    }

    @Override
    public Reply answer(Request request) {
        if (request.path().endsWith("/check-status")) {
            return status(true);
        }
        JsonNode question;
        try {
            question = Json.tree(request.body());
        } catch (JacksonException _) {
            return error(400, "VOW-ERR-11");
        }
        if (!question.path("countryCode").isString() || !question.path("vatNumber").isString()) {
            return error(400, "VOW-ERR-11");
        }
        return request.path().endsWith("/check-vat-test-service") ? test(question) : check(question);
    }

    @Override
    public Reply down(Request request) {
        return request.path().endsWith("/check-status") ? status(false) : error(200, "SERVICE_UNAVAILABLE");
    }

    @Override
    public Reply limited(Request request) {
        return error(200, "MS_MAX_CONCURRENT_REQ");
    }

    @Override
    public Reply rubbish(Request request) {
        return Reply.of(200, "application/json", "<html><body>Bad Gateway</body></html>");
    }

    @Override
    public void restart() {
        // VIES publishes no numeric limits, so nothing was counted
    }

    private Reply check(JsonNode question) {
        var country = question.path("countryCode").stringValue("");
        var number = question.path("vatNumber").stringValue("").replaceAll("[\\s.-]", "").toUpperCase(Locale.ROOT);
        if (!VatNumbers.isWellFormed(country, number)) {
            return error(200, "INVALID_INPUT");
        }
        if (country.equals(AWAY)) {
            return error(200, "MS_UNAVAILABLE");
        }
        var requesterCountry = question.path("requesterMemberStateCode").stringValue("");
        var requesterNumber = question.path("requesterNumber").stringValue("");
        var requester = !requesterCountry.isEmpty() || !requesterNumber.isEmpty();
        if (requester && !(VatNumbers.isWellFormed(requesterCountry, requesterNumber)
                && (!requesterCountry.equals("PL") || Checksums.isNip(requesterNumber)))) {
            return error(200, "INVALID_REQUESTER_INFO");
        }
        return Reply.json(200, answer(country, number, question, trader(country, number), requester));
    }

    private Reply test(JsonNode question) {
        var number = question.path("vatNumber").stringValue("");
        if (!number.equals("100") && !number.equals("200")) {
            return error(200, TEST_ERRORS.getOrDefault(number, "SERVICE_UNAVAILABLE"));
        }
        var trader = number.equals("100")
                ? Optional.of(new Trader("John Doe", "123 Main St, Anytown, UK"))
                : Optional.<Trader>empty();
        return Reply.json(200, answer(question.path("countryCode").stringValue(""), number, question, trader, false));
    }

    private Map<String, Object> answer(String country, String number, JsonNode question, Optional<Trader> trader,
            boolean requester) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("countryCode", country);
        answer.put("vatNumber", number);
        answer.put("requestDate", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        answer.put("valid", trader.isPresent());
        answer.put("requestIdentifier", requester ? consultationNumber() : "");
        answer.put("name", trader.map(Trader::name).orElse(NOT_DISCLOSED));
        answer.put("address", trader.map(Trader::address).orElse(NOT_DISCLOSED));
        for (var field : TRADER_FIELDS) {
            var asked = question.path(field).stringValue("");
            answer.put(field, asked.isEmpty() ? NOT_DISCLOSED : asked);
            answer.put(field + "Match", match(field, asked, trader));
        }
        return answer;
    }

    private static String match(String field, String asked, Optional<Trader> trader) {
        if (asked.isEmpty() || trader.isEmpty() || trader.get().name().equals(NOT_DISCLOSED)
                || field.equals("traderCompanyType")) {
            return "NOT_PROCESSED";
        }
        var known = field.equals("traderName") ? trader.get().name() : trader.get().address();
        return known.toLowerCase(Locale.ROOT).contains(asked.strip().toLowerCase(Locale.ROOT)) ? "VALID" : "INVALID";
    }

    private Optional<Trader> trader(String country, String number) {
        if (!country.equals("PL")) {
            return companies.byVatNumber(country + number).map(found -> new Trader(found.name(), found.address()));
        }
        return companies.byNip(number).filter(Company::isActiveVatPayer).map(ViesSimulator::polishTrader);
    }

    private static Trader polishTrader(Company company) {
        var polish = Locale.of("pl");
        var entry = company.vatEntry();
        var name = company.viesName() != null
                ? company.viesName()
                : entry.map(Company.VatEntry::name).orElse(company.name());
        var address = entry.map(Company.VatEntry::address)
                .orElseGet(() -> company.address().firstLine() + "\n" + company.address().secondLine());
        return new Trader(name.toUpperCase(polish), address.toUpperCase(polish));
    }

    private static Reply status(boolean available) {
        var countries = VatNumbers.countries().stream()
                .map(country -> Map.of("countryCode", country, "availability",
                        available && !country.equals(AWAY) ? "Available" : "Unavailable"))
                .toList();
        return Reply.json(200, Map.of("vow", Map.of("available", available), "countries", countries));
    }

    private static Reply error(int status, String code) {
        return Reply.json(status, Map.of("actionSucceed", false, "errorWrappers", List.of(Map.of("error", code))));
    }

    private static String consultationNumber() {
        var number = new StringBuilder("WAPIAAAA");
        ThreadLocalRandom.current().ints(8, 0, CHARACTERS.length()).forEach(i -> number.append(CHARACTERS.charAt(i)));
        return number.toString();
    }
}

package pl.kartoteka.sandbox.ceidg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;

import pl.kartoteka.sandbox.company.Company;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;

/** A page of the list: parameters that repeat mean "or", different ones mean "and", pages count from zero. */
final class CeidgList {

    private static final int MOST = 25;
    private static final BiPredicate<String, String> EXACTLY = String::equalsIgnoreCase;
    private static final BiPredicate<String, String> CONTAINS = (value, part) -> value.toLowerCase(Locale.ROOT)
            .contains(part.toLowerCase(Locale.ROOT));

    private CeidgList() {}

    static Reply page(Request request, List<Company> entries) {
        var page = CeidgSimulator.number(request, "page").orElse(0);
        var limit = CeidgSimulator.number(request, "limit").orElse(MOST);
        if (limit < 1 || limit > MOST) {
            return CeidgSimulator.error(400, "NIEPOPRAWNY_ROZMIAR_STRONY", "Niepoprawny rozmiar strony");
        }
        var found = entries.stream().filter(company -> matches(request, company)).toList();
        var items = found.stream().skip((long) page * limit).limit(limit).map(CeidgEntryJson::listItem).toList();
        if (items.isEmpty()) {
            return Reply.empty(204);
        }
        var last = (found.size() - 1) / limit;
        var body = new LinkedHashMap<String, Object>();
        body.put("firmy", items);
        body.put("count", found.size());
        var links = new LinkedHashMap<String, String>();
        links.put("first", link(0, limit));
        links.put("last", link(last, limit));
        links.put("next", link(Math.min(page + 1, last), limit));
        links.put("prev", link(Math.max(page - 1, 0), limit));
        links.put("self", link(page, limit));
        body.put("links", links);
        return Reply.json(200, body);
    }

    private static boolean matches(Request request, Company company) {
        return anyOf(request, "nip", company, Company::nip, EXACTLY)
                && anyOf(request, "regon", company, Company::regon, EXACTLY)
                && anyOf(request, "imie", company, found -> found.person().firstName(), EXACTLY)
                && anyOf(request, "nazwisko", company, found -> found.person().lastName(), EXACTLY)
                && anyOf(request, "nazwa", company, Company::name, CONTAINS)
                && anyOf(request, "miasto", company, found -> found.address().city(), CONTAINS)
                && anyOf(request, "wojewodztwo", company, found -> found.address().voivodeship(), EXACTLY)
                && anyOf(request, "kod", company, found -> found.address().postalCode(), EXACTLY)
                && anyOf(request, "status", company,
                        found -> found.ceidg() == null ? "" : found.ceidg().status(), EXACTLY)
                && (request.queries("pkd").isEmpty() || company.pkd().stream()
                        .anyMatch(pkd -> request.queries("pkd").contains(pkd.code())));
    }

    private static boolean anyOf(Request request, String parameter, Company company, Function<Company, String> value,
            BiPredicate<String, String> test) {
        var wanted = request.queries(parameter);
        return wanted.isEmpty() || wanted.stream().anyMatch(want -> test.test(value.apply(company), want));
    }

    private static String link(int page, int limit) {
        return "https://dane.biznes.gov.pl/api/ceidg/v3/firmy?page=" + page + "&limit=" + limit;
    }
}

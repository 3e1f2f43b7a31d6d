package pl.kartoteka.client;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Cards as callers write them. NIPs are made up, with valid checksums, each given once. */
public final class Cards {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int[] WEIGHTS = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    private static final AtomicInteger NEXT = new AtomicInteger(310_000_000);

    private Cards() {}

    /** The card of the API's documentation, with a NIP of its own. */
    public static ObjectNode bakery() {
        return bakery(freshNip());
    }

    public static ObjectNode bakery(String nip) {
        return (ObjectNode) JSON.readTree("""
                {"kind":"COMPANY","name":"Piekarnia Złoty Kłos sp. z o.o.","shortName":"Złoty Kłos","nip":"%s","stage":"POTENTIAL",
                 "addresses":[{"use":"REGISTERED","street":"Kolejowa","building":"5","unit":"2","postalCode":"90-001","city":"Łódź","country":"PL"}],
                 "emails":[{"address":"biuro@klos.example","uses":["MAIN","OFFERS"]}],
                 "phones":[{"number":"+48500100200","uses":["MAIN","SMS"]}],
                 "groupId":null,"traitIds":[],"importance":"HIGH","sourceId":null,"industryId":null,"headOfficeId":null,
                 "terms":{"paymentForm":"TRANSFER","paymentDays":14,"priceList":"B2B","discountPercent":"5.00","creditLimit":{"amount":"10000.00","currency":"PLN"}},
                 "customFields":{"tier":"gold"}}
                """.formatted(nip));
    }

    public static ObjectNode company(String name) {
        return JSON.createObjectNode().put("kind", "COMPANY").put("name", name).put("nip", freshNip());
    }

    public static ObjectNode person(String firstName, String lastName) {
        return JSON.createObjectNode().put("kind", "PERSON").put("firstName", firstName).put("lastName", lastName);
    }

    public static ObjectNode json(Map<String, ?> fields) {
        return JSON.valueToTree(fields);
    }

    public static String freshNip() {
        while (true) {
            String nine = Integer.toString(NEXT.incrementAndGet());
            int sum = 0;
            for (int i = 0; i < WEIGHTS.length; i++) {
                sum += WEIGHTS[i] * (nine.charAt(i) - '0');
            }
            if (sum % 11 < 10) {
                return nine + sum % 11;
            }
        }
    }
}

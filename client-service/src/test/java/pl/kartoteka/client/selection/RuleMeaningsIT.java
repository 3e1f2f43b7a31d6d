package pl.kartoteka.client.selection;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.RuleSql;
import pl.kartoteka.criteria.Subject;
import pl.kartoteka.test.RandomCriteria;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a rule means for one client in memory and for the tables of this service, on generated clients and rules. */
@ServiceTest
class RuleMeaningsIT {
    private static final long SEED = 20261123;
    private static final int CLIENTS = 150;
    private static final int RULES = 800;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> ADDRESS = List.of("street", "building", "unit", "postalCode", "city", "country");
    private static final Map<String, String> CUSTOM = Map.of("żółty", "score", "kod_1", "since");

    @Autowired
    private WebTestClient web;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private CustomFields customFields;

    private final Map<UUID, Subject> subjects = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private Api api;

    @Test
    void memoryAndSqlAgreeOnEveryClientAndEveryRule() {
        api = Api.of(web);
        define("score", "NUMBER");
        define("since", "DATE");
        ClientFields fields = ClientFields.with(customFields.every().collectList().block());
        FieldCatalogue catalogue = name -> fields.catalogue().find(CUSTOM.entrySet().stream()
                .reduce(name, (known, one) -> known.replace(one.getKey(), one.getValue()), (_, last) -> last));
        RandomCriteria generator = new RandomCriteria(
                SEED, ClientFields.FIXED.stream().map(ClientField::field).toList(), catalogue);
        registerGeneratedClients(generator, catalogue);

        int holding = 0;
        int understood = 0;
        for (int i = 0; i < RULES; i++) {
            JsonNode criteria = generator.rule(3);
            if (!(CriteriaReader.read(criteria, "criteria",
                    catalogue) instanceof CriteriaReading.Understood(var rule, _))) {
                continue;
            }
            understood++;
            Set<UUID> expected = subjects.entrySet().stream().filter(one -> one.getValue().fulfils(rule))
                    .map(Map.Entry::getKey).collect(Collectors.toSet());
            Set<UUID> picked = picked(RuleSql.filter(rule, RandomCriteria.TODAY, fields.sql()));
            assertThat(difference(expected, picked)).as("seed %d, rule %s", SEED, criteria).isEmpty();
            assertThat(picked(RuleSql.condition(rule, RandomCriteria.TODAY, fields.sql()))).isEqualTo(picked);
            holding += picked.size();
        }
        assertThat(understood).as("rules that were valid").isGreaterThan(RULES / 2);
        assertThat(holding).as("true answers among all")
                .isBetween(understood * CLIENTS / 10, understood * CLIENTS * 9 / 10);
    }

    private List<Facts> difference(Set<UUID> expected, Set<UUID> picked) {
        Set<UUID> different = new HashSet<>(expected);
        different.addAll(picked);
        different.removeIf(id -> expected.contains(id) && picked.contains(id));
        return different.stream().map(id -> subjects.get(id).facts()).toList();
    }

    private Set<UUID> picked(RuleSql sql) {
        return sql.bindTo(
                database.sql("select client.id from client where client.id = any(:ids) and " + sql.condition()),
                DatabaseClient.GenericExecuteSpec::bind)
                .bind("ids", subjects.keySet().toArray(UUID[]::new))
                .mapValue(UUID.class).all().collect(Collectors.toSet()).block();
    }

    private void registerGeneratedClients(RandomCriteria random, FieldCatalogue catalogue) {
        List<String> groups = List.of(entry("client-groups", "10"), entry("client-groups", "true"));
        List<String> traits = List.of(entry("traits", "a"), entry("traits", "GRANTED"), entry("traits", "POTENTIAL"));
        ObjectNode batch = JSON.createObjectNode();
        ArrayNode items = batch.putArray("items");
        for (int i = 0; i < CLIENTS; i++) {
            items.add(card(random, groups, traits));
        }
        var answer = api.post("/api/v1/clients/batch", batch);
        assertThat(answer.body().path("items").valueStream().map(item -> item.path("status").asInt()))
                .as("%s", answer.body()).containsOnly(201);
        answer.body().path("items").valueStream().map(item -> item.path("client"))
                .forEach(client -> known(random, client, catalogue));
    }

    private ObjectNode card(RandomCriteria random, List<String> groups, List<String> traits) {
        ObjectNode card = JSON.createObjectNode().put("kind", random.pick(List.of("COMPANY", "INSTITUTION")));
        card.put("name", random.word() + " x");
        card.put("stage", random.pick(List.of("STANDARD", "POTENTIAL"))).put("active",
                random.pick(List.of(true, false)));
        card.put("shortName", random.word()).put("legalForm", random.word()).put("language", "pl");
        card.put("importance", random.pick(List.of("HIGH", "LOW")));
        card.put("regon", random.pick(List.of("492707333", "")));
        card.put("groupId", random.pick(groups));
        if (random.pick(List.of(true, false))) {
            card.put("nip", Cards.freshNip());
            card.putArray("traitIds").add(random.pick(traits)).add(random.pick(traits));
            card.putArray("addresses").addObject().put("use", random.pick(List.of("DELIVERY", "REGISTERED")))
                    .put("city", random.word()).put("street", random.word()).put("building", "12a")
                    .put("postalCode", random.pick(List.of("90-001", "22-335")));
            card.withArray("addresses").addObject().put("use", "CORRESPONDENCE").put("city", "Łódź");
        }
        if (random.pick(List.of(true, false))) {
            card.putArray("emails").addObject().put("address", "Biuro@klos.example").putArray("uses").add("OFFERS");
            card.putArray("phones").addObject().put("number", random.pick(List.of("+48500100200", "601602603")))
                    .putArray("uses").add("SMS");
            card.putObject("contactPreferences").put("channel", "PHONE").put("hoursFrom", "08:00")
                    .put("hoursTo", "16:00")
                    .putArray("days").add("MONDAY").add(random.pick(List.of("TUESDAY", "FRIDAY")));
            card.putObject("messaging").put("documentEmail", "Dok@klos.example").put("smsPhone", "601602603");
            card.putObject("printTemplates").put("invoice", random.word()).put("order", "a");
            card.putArray("interests").add(random.word() + "a").add("IT");
            card.putArray("keyDates").addObject().put("kind", "FOUNDING").put(
                    "date", random.pick(List.of("2000-02-29", "11-24", "1999-11-22")));
            card.putObject("terms").put("paymentForm", "CASH").put("paymentDays", 10).put("discountPercent", "0.10")
                    .putObject("creditLimit").put("amount", "123.45").put("currency", "PLN");
            ObjectNode custom = card.putObject("customFields");
            custom.put("tier", random.word().replace("\u0000", " "));
            custom.put("score", new BigDecimal(random.pick(List.of("1", "1.00", "0.1", "-0.0", "2026"))));
            custom.put("since", random.pick(List.of("2026-11-22", "2024-02-29", "0001-01-01", "2026-10-25")));
        }
        return card;
    }

    /** Also stores what other services and its sales documents say of the client. */
    private void known(RandomCriteria random, JsonNode client, FieldCatalogue catalogue) {
        UUID id = UUID.fromString(client.path("id").asString());
        Facts.Builder facts = Facts.builder(catalogue);
        List.of("kind", "stage", "name", "shortName", "nip", "regon", "legalForm", "importance", "language")
                .forEach(field -> facts.text(field, client.path(field).asString(null)));
        facts.flag("active", client.path("active").asBoolean()).flag("jst", false)
                .flag("localGovernment", false).flag("hasBranches", false);
        facts.text("group", codes.get(client.path("groupId").asString("")));
        facts.set("traits", client.path("traitIds").valueStream().map(trait -> codes.get(trait.asString())).toList());
        address(client).ifPresent(address -> ADDRESS
                .forEach(part -> facts.text("address." + part, address.path(part).asString(null))));
        addresses(client, "CORRESPONDENCE").forEach(address -> ADDRESS
                .forEach(part -> facts.text("correspondence." + part, address.path(part).asString(null))));
        ADDRESS.forEach(part -> facts.set("delivery." + part, addresses(client, "DELIVERY").stream()
                .map(address -> address.path(part).asString("")).toList()));
        facts.set("emails", client.path("emails").valueStream().map(one -> one.path("address").asString()).toList());
        facts.set("phones", client.path("phones").valueStream().map(one -> one.path("number").asString()).toList());
        facts.set("emails.OFFERS",
                client.path("emails").valueStream().map(one -> one.path("address").asString()).toList());
        facts.set("phones.SMS", client.path("phones").valueStream().map(one -> one.path("number").asString()).toList());
        JsonNode preferences = client.path("contactPreferences");
        List.of("channel", "hoursFrom", "hoursTo").forEach(part -> facts.text(
                "contactPreferences." + part, preferences.path(part).asString(null)));
        facts.set("contactPreferences.days", preferences.path("days").valueStream().map(JsonNode::asString).toList());
        List.of("documentEmail", "smsPhone").forEach(part -> facts.text(
                "messaging." + part, client.path("messaging").path(part).asString(null)));
        List.of("invoice", "order").forEach(part -> facts.text(
                "printTemplates." + part, client.path("printTemplates").path(part).asString(null)));
        facts.set("interests", client.path("interests").valueStream().map(JsonNode::asString).toList());
        client.path("keyDates").forEach(date -> facts.day("keyDates.FOUNDING", LocalDate.parse(
                date.path("date").asString().length() == 5
                        ? "1904-" + date.path("date").asString()
                        : date.path("date").asString())));
        if (client.has("terms")) {
            facts.text("terms.paymentForm", "CASH").number("terms.paymentDays", BigDecimal.TEN)
                    .number("terms.discountPercent", new BigDecimal("0.10"))
                    .number("terms.creditLimit", new BigDecimal("123.45")).text("terms.currency", "PLN");
        }
        JsonNode custom = client.path("customFields");
        facts.text("customFields.tier", custom.path("tier").asString(null));
        facts.number("customFields.score", custom.has("score") ? custom.path("score").decimalValue() : null);
        facts.day("customFields.since", custom.has("since") ? LocalDate.parse(custom.path("since").asString()) : null);
        facts.moment("updatedAt", Instant.parse(client.path("updatedAt").asString()));
        facts.moment("createdAt", moved(random, id));
        documents(random, id, facts);
        String consent = random.pick(List.of("", "GRANTED", "WITHDRAWN", "PENDING"));
        if (!consent.isEmpty()) {
            facts.text("consent.EMAIL_MARKETING", consent);
            database.sql("insert into client_consent values (:id, 'EMAIL_MARKETING', :status, 1)")
                    .bind("id", id).bind("status", consent).then().block();
        }
        Set<UUID> memberOf = new HashSet<>();
        RandomCriteria.SEGMENTS.forEach(segment -> {
            boolean member = random.pick(List.of(true, false));
            database.sql("insert into client_segment values (:id, :segment, :member, 1)")
                    .bind("id", id).bind("segment", segment).bind("member", member).then().block();
            if (member) {
                memberOf.add(segment);
            }
        });
        subjects.put(id, new Subject(facts.build(), memberOf, RandomCriteria.TODAY));
    }

    /** To a moment that criteria ask about, around midnight in Warsaw. */
    private Instant moved(RandomCriteria random, UUID id) {
        Instant at = RandomCriteria.TODAY.minusDays(random.pick(List.of(0, 1, 30, 90, 365))).atTime(22, 59)
                .plusMinutes(random.pick(List.of(0, 1, 61))).toInstant(ZoneOffset.UTC);
        database.sql("update client set created_at = :at where id = :id").bind("at", at).bind("id", id).then().block();
        return at;
    }

    private void documents(RandomCriteria random, UUID id, Facts.Builder facts) {
        boolean trades = random.pick(List.of(true, false, false));
        LocalDate day = RandomCriteria.TODAY.minusDays(random.pick(List.of(0, 1, 30, 90)));
        facts.number("documents.count", trades ? BigDecimal.TWO : BigDecimal.ZERO)
                .number("documents.turnover", new BigDecimal(trades ? "9.00" : "0"))
                .number("documents.balance", new BigDecimal(trades ? "9.00" : "0"))
                .day("documents.lastDate", trades ? day : null);
        if (trades) {
            document(id, "INVOICE", "PLN", "10.00", day.minusDays(1));
            document(id, "RECEIPT", "EUR", "5.00", day);
            document(id, "CORRECTION", "PLN", "-1.00", day.plusDays(1));
            document(id, "ORDER", "PLN", "7.00", day.plusDays(1));
        }
    }

    private void document(UUID client, String type, String currency, String gross, LocalDate day) {
        database.sql("""
                insert into sales_document (id, source, number, client_id, named_client_id, type, status, issued_on,
                                            currency, gross, paid, received_at)
                values (gen_random_uuid(), 'generated', gen_random_uuid()::text, :client, :client, :type, 'ISSUED', :day,
                        :currency, :gross, 0, now())""")
                .bind("client", client).bind("type", type).bind("day", day).bind("currency", currency)
                .bind("gross", new BigDecimal(gross)).then().block();
    }

    private static List<JsonNode> addresses(JsonNode client, String use) {
        return client.path("addresses").valueStream().filter(one -> one.path("use").asString().equals(use)).toList();
    }

    private static Optional<JsonNode> address(JsonNode client) {
        return client.path("addresses").valueStream().filter(one -> one.path("use").asString().equals("REGISTERED"))
                .findFirst().or(() -> client.path("addresses").valueStream().findFirst());
    }

    private String entry(String dictionary, String code) {
        var answer = api.post("/api/v1/" + dictionary, Cards.json(Map.of("code", code, "name", code)));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        codes.put(answer.id(), code);
        return answer.id();
    }

    private void define(String code, String type) {
        var answer = api.post("/api/v1/custom-fields", Cards.json(Map.of("code", code, "name", code, "type", type)));
        assertThat(answer.status()).as("%s", answer.body()).isIn(201, 409);
    }
}

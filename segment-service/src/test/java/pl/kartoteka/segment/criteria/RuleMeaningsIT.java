package pl.kartoteka.segment.criteria;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.FactsJson;
import pl.kartoteka.criteria.Rule;
import pl.kartoteka.criteria.RuleSql;
import pl.kartoteka.criteria.Subject;
import pl.kartoteka.test.RandomCriteria;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The two meanings of a rule, on generated clients and rules. A failure names its seed and its rule. */
@ServiceTest
class RuleMeaningsIT {
    private static final long SEED = 20261122;
    private static final int CLIENTS = 200;
    private static final int RULES = 1_000;

    @Autowired
    private DatabaseClient database;

    private final Map<UUID, Subject> subjects = new HashMap<>();

    @BeforeEach
    void storeGeneratedClients() {
        RandomCriteria generator = new RandomCriteria(SEED, ProfileFields.FIXED, ProfileFields.CATALOGUE);
        List<UUID> ids = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        RandomCriteria.SEGMENTS.forEach(this::storeSegment);
        for (int i = 0; i < CLIENTS; i++) {
            UUID id = new UUID(0x7000L, 0x8000_0000_0000_0000L + i);
            String written = FactsJson.write(generator.facts());
            Set<UUID> memberOf = new HashSet<>();
            for (int s = 0; s < RandomCriteria.SEGMENTS.size(); s++) {
                if ((i >> s) % 2 == 1) {
                    memberOf.add(RandomCriteria.SEGMENTS.get(s));
                    storeMember(RandomCriteria.SEGMENTS.get(s), id);
                }
            }
            ids.add(id);
            facts.add(written);
            subjects.put(id,
                    new Subject(FactsJson.read(written, ProfileFields.CATALOGUE), memberOf, RandomCriteria.TODAY));
        }
        database.sql("""
                insert into profile (client_id, facts)
                select id, facts::jsonb from unnest(:ids, :facts) as n(id, facts)""")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("facts", facts.toArray(String[]::new))
                .then().block();
    }

    @AfterEach
    void removeThem() {
        database.sql("delete from profile where client_id = any(:ids)")
                .bind("ids", subjects.keySet().toArray(UUID[]::new)).then().block();
        UUID[] segments = RandomCriteria.SEGMENTS.toArray(UUID[]::new);
        database.sql("delete from membership where segment_id = any(:ids)").bind("ids", segments).then().block();
        database.sql("delete from segment where id = any(:ids)").bind("ids", segments).then().block();
    }

    @Test
    void memoryAndSqlAgreeOnEveryClientAndEveryRule() {
        RandomCriteria generator = new RandomCriteria(SEED + 1, ProfileFields.FIXED, ProfileFields.CATALOGUE);
        int holding = 0;
        int flipping = 0;
        int understood = 0;
        for (int i = 0; i < RULES; i++) {
            JsonNode criteria = generator.rule(3);
            if (!(CriteriaReader.read(criteria, "criteria",
                    ProfileFields.CATALOGUE) instanceof CriteriaReading.Understood(var rule, _))) {
                continue;
            }
            understood++;
            assertThat(filtered(rule)).as("seed %d, filter %s", SEED, criteria).isEqualTo(subjects.entrySet().stream()
                    .filter(client -> client.getValue().fulfils(rule)).map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
            for (Row row : evaluate(rule)) {
                Subject subject = subjects.get(row.clientId());
                assertThat(row.holds())
                        .as("seed %d, rule %s, client %s %s", SEED, criteria, row.clientId(), subject.facts())
                        .isEqualTo(subject.fulfils(rule));
                assertThat(row.nextFlip())
                        .as("next flip: seed %d, rule %s, client %s %s", SEED, criteria, row.clientId(),
                                subject.facts())
                        .isEqualTo(subject.nextFlip(rule));
                holding += row.holds() ? 1 : 0;
                flipping += row.nextFlip() == null ? 0 : 1;
            }
        }
        assertThat(understood).as("rules that were valid").isGreaterThan(RULES * 3 / 4);
        assertThat(holding).as("true answers among all")
                .isBetween(understood * CLIENTS / 5, understood * CLIENTS * 4 / 5);
        assertThat(flipping).as("answers that time can change").isGreaterThan(understood * CLIENTS / 50);
    }

    @Test
    void anAnswerStaysTheSameUntilItsNextFlip() {
        RandomCriteria generator = new RandomCriteria(SEED + 2, ProfileFields.FIXED, ProfileFields.CATALOGUE);
        for (int i = 0; i < 300; i++) {
            JsonNode criteria = generator.rule(2);
            if (CriteriaReader.read(criteria, "criteria",
                    ProfileFields.CATALOGUE) instanceof CriteriaReading.Understood(var rule, _)) {
                subjects.values().stream().limit(40).forEach(subject -> staysUntilNextFlip(criteria, rule, subject));
            }
        }
    }

    private static void staysUntilNextFlip(JsonNode criteria, Rule rule, Subject subject) {
        Instant next = subject.nextFlip(rule);
        var last = next == null ? subject.today().plusDays(500) : next.atZone(Facts.WARSAW).toLocalDate().minusDays(1);
        var days = subject.today().datesUntil(last.plusDays(1)).limit(500).toList();
        assertThat(days)
                .as("rule %s until %s for %s", criteria, next, subject.facts())
                .allMatch(day -> new Subject(subject.facts(), subject.segments(), day).fulfils(rule) == subject
                        .fulfils(rule));
    }

    private List<Row> evaluate(Rule rule) {
        RuleSql sql = RuleSql.withNextFlip(rule, RandomCriteria.TODAY, ProfileSql.FACTS);
        String flip = sql.nextFlip() == null ? "null::timestamptz" : sql.nextFlip();
        return sql.bindTo(
                database.sql("select p.client_id, " + sql.condition() + " as holds, " + flip + " as next_flip"
                        + " from profile p where p.client_id = any(:ids)"),
                DatabaseClient.GenericExecuteSpec::bind)
                .bind("ids", subjects.keySet().toArray(UUID[]::new))
                .mapProperties(Row.class).all().collectList().block();
    }

    private Set<UUID> filtered(Rule rule) {
        RuleSql sql = RuleSql.filter(rule, RandomCriteria.TODAY, ProfileSql.FACTS);
        return sql.bindTo(
                database.sql("select p.client_id from profile p where p.client_id = any(:ids) and " + sql.condition()),
                DatabaseClient.GenericExecuteSpec::bind)
                .bind("ids", subjects.keySet().toArray(UUID[]::new))
                .mapValue(UUID.class).all().collect(Collectors.toSet()).block();
    }

    private void storeSegment(UUID id) {
        database.sql("""
                insert into segment (id, name, type, visibility, owner, live_generation, last_generation, version, epoch,
                                     created_at, updated_at)
                values (:id, 'generated', 'STATIC', 'RESTRICTED', 'nobody', 3, 3, 1, 0, now(), now())""")
                .bind("id", id).then().block();
    }

    private void storeMember(UUID segment, UUID client) {
        database.sql("""
                insert into membership (segment_id, generation, client_id, since, cause)
                values (:segment, 3, :client, now(), 'MANUAL')""")
                .bind("segment", segment).bind("client", client).then().block();
    }

    record Row(UUID clientId, boolean holds, Instant nextFlip) {}
}

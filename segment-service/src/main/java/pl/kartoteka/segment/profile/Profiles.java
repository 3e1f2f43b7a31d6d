package pl.kartoteka.segment.profile;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.criteria.FactsJson;
import pl.kartoteka.segment.criteria.ProfileFields;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of profiles. Whoever changes a profile or a membership of its client holds the row's lock first. */
@Component
public class Profiles {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String COLUMNS = """
            select client_id, present, erased, client_sequence, consent_sequences::text as consent_sequences,
                   merged_into, display_name, facts::text as facts
            from profile where client_id = any(:clients) order by client_id""";

    private final DatabaseClient database;

    Profiles(DatabaseClient database) {
        this.database = database;
    }

    /** Locks the rows, in one order for everyone, and makes blank ones of clients not seen before. */
    public Mono<Map<UUID, Profile>> lockOrCreate(Collection<UUID> clients) {
        return database.sql("""
                insert into profile (client_id) select unnest(:clients) order by 1 on conflict do nothing""")
                .bind("clients", ids(clients))
                .then()
                .then(Mono.defer(() -> lock(clients)));
    }

    /** Locks the rows of those that are known; the others are missing from the answer. */
    public Mono<Map<UUID, Profile>> lock(Collection<UUID> clients) {
        return query(COLUMNS + " for no key update", clients);
    }

    public Mono<Map<UUID, Profile>> read(Collection<UUID> clients) {
        return query(COLUMNS, clients);
    }

    /** Writes all of them in one statement; the rows exist and are locked. */
    public Mono<Void> store(List<Profile> profiles) {
        if (profiles.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                update profile p
                set present = n.present, erased = n.erased, client_sequence = n.client_sequence,
                    consent_sequences = n.consent_sequences::jsonb, merged_into = n.merged_into,
                    display_name = n.display_name,
                    facts = n.facts::jsonb
                from unnest(:clients, :present, :erased, :sequences, :consents, :survivors, :names, :facts)
                    as n(client_id, present, erased, client_sequence, consent_sequences, merged_into, display_name,
                         facts)
                where p.client_id = n.client_id""")
                .bind("clients", profiles.stream().map(Profile::clientId).toArray(UUID[]::new))
                .bind("present", profiles.stream().map(Profile::present).toArray(Boolean[]::new))
                .bind("erased", profiles.stream().map(Profile::erased).toArray(Boolean[]::new))
                .bind("sequences", profiles.stream().map(Profile::clientSequence).toArray(Long[]::new))
                .bind("consents", profiles.stream().map(Profiles::consents).toArray(String[]::new))
                .bind("survivors", profiles.stream().map(Profile::mergedInto).toArray(UUID[]::new))
                .bind("names", profiles.stream().map(Profile::displayName).toArray(String[]::new))
                .bind("facts", profiles.stream().map(p -> FactsJson.write(p.facts())).toArray(String[]::new))
                .then();
    }

    private Mono<Map<UUID, Profile>> query(String sql, Collection<UUID> clients) {
        Flux<Row> rows = database.sql(sql).bind("clients", ids(clients)).mapProperties(Row.class).all();
        return rows.map(Row::profile).collectMap(Profile::clientId, profile -> profile);
    }

    private static UUID[] ids(Collection<UUID> clients) {
        return clients.stream().distinct().toArray(UUID[]::new);
    }

    private static String consents(Profile profile) {
        ObjectNode json = JSON.createObjectNode();
        profile.consentSequences().forEach(json::put);
        return JSON.writeValueAsString(json);
    }

    record Row(
            UUID clientId,
            boolean present,
            boolean erased,
            long clientSequence,
            String consentSequences,
            @Nullable UUID mergedInto,
            @Nullable String displayName,
            String facts) {

        private Profile profile() {
            Map<String, Long> consents = new HashMap<>();
            JSON.readTree(consentSequences).properties()
                    .forEach(entry -> consents.put(entry.getKey(), entry.getValue().longValue()));
            return new Profile(
                    clientId, present, erased, clientSequence, Map.copyOf(consents), mergedInto, displayName,
                    FactsJson.read(facts, ProfileFields.CATALOGUE));
        }
    }
}

package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.sensitive.SensitiveData;
import reactor.core.publisher.Mono;

/** Recognises people who were erased, by what identifies them, without knowing it. */
@Component
public class ErasedPersons {
    private final DatabaseClient database;
    private final SensitiveData sensitive;

    ErasedPersons(DatabaseClient database, SensitiveData sensitive) {
        this.database = database;
        this.sensitive = sensitive;
    }

    /** When the persons on these cards were erased; cards of nobody erased are missing. */
    Mono<Map<ClientCard, Instant>> among(Collection<ClientCard> cards) {
        Map<ClientCard, Set<String>> hashes = new HashMap<>();
        cards.forEach(card -> hashes.put(card, hashes(card)));
        String[] all = hashes.values().stream().flatMap(Set::stream).distinct().toArray(String[]::new);
        if (all.length == 0) {
            return Mono.just(Map.of());
        }
        return database.sql(
                "select hash, max(erased_at) as erased_at from erased_identifier where hash = any(:hashes) group by hash")
                .bind("hashes", all)
                .mapProperties(Known.class)
                .all()
                .collectMap(Known::hash, Known::erasedAt)
                .map(known -> known.isEmpty() ? Map.of() : recognised(hashes, known));
    }

    /** Whether somebody was erased who went by the NIP, and has not come back. */
    public Mono<Boolean> knowsNip(String nip) {
        return database.sql("select exists (select from erased_identifier where hash = :hash)")
                .bind("hash", sensitive.fingerprint("nip", nip))
                .mapValue(Boolean.class)
                .one();
    }

    /** The person came back on his own: nobody is to be warned of him any more. */
    Mono<Void> forget(ClientCard card) {
        Set<String> hashes = hashes(card);
        return hashes.isEmpty()
                ? Mono.empty()
                : database.sql("delete from erased_identifier where hash = any(:hashes)")
                        .bind("hashes", hashes.toArray(String[]::new))
                        .then();
    }

    /** Whom it was merged into is the same person, and it is him who is erased. A NIP that is its head office's tells nobody. */
    Mono<Void> remember(Client client, Instant at) {
        Set<String> hashes = hashes(client.card(), !client.nipShared());
        return hashes.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into erased_identifier (hash, client_id, erased_at)
                        select unnest(:hashes), coalesce(survivor_of(:client), :client), :at on conflict do nothing""")
                        .bind("hashes", hashes.toArray(String[]::new))
                        .bind("client", client.id())
                        .bind("at", at)
                        .then();
    }

    Mono<Long> count(UUID clientId) {
        return database.sql("select count(*) from erased_identifier where client_id = :client")
                .bind("client", clientId)
                .mapValue(Long.class)
                .one();
    }

    private Set<String> hashes(ClientCard card) {
        return hashes(card, true);
    }

    /** An address of a company is many people's; one of a person tells who it is. */
    private Set<String> hashes(ClientCard card, boolean ownNip) {
        Stream<String> emails = card.kind().isOrganisation()
                ? Stream.empty()
                : card.emails().stream()
                        .map(email -> sensitive.fingerprint("email", email.address().toLowerCase(Locale.ROOT)));
        return Stream.of(
                Stream.ofNullable(card.nip()).filter(_ -> ownNip).map(nip -> sensitive.fingerprint("nip", nip)),
                Stream.ofNullable(card.pesel()).map(pesel -> sensitive.fingerprint("pesel", pesel)),
                emails)
                .flatMap(hash -> hash)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<ClientCard, Instant> recognised(Map<ClientCard, Set<String>> hashes,
            Map<String, Instant> known) {
        Map<ClientCard, Instant> recognised = new HashMap<>();
        hashes.forEach((card, of) -> List.copyOf(of).stream()
                .filter(known::containsKey)
                .map(known::get)
                .max(Instant::compareTo)
                .ifPresent(at -> recognised.put(card, at)));
        return recognised;
    }

    record Known(String hash, Instant erasedAt) {}
}

package pl.kartoteka.segment.profile;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is a branch of whom, as head offices were told. Starts from what the profiles say now, so it does not matter how often a
 * change is followed, or in which order the events of the two came.
 */
@Component
public class Branches {
    private static final long LOCK = 0x4252414E4348L;

    private final DatabaseClient database;

    Branches(DatabaseClient database) {
        this.database = database;
    }

    /** A client that joins one head office, leaves one, or both. */
    public record Move(UUID clientId, @Nullable UUID joined, @Nullable UUID leaving) {}

    /** No other move is followed until the surrounding transaction ends. Taken before any profile is locked. */
    public Mono<Void> hold() {
        return database.sql("select pg_advisory_xact_lock(" + LOCK + ")").then();
    }

    /** Of which of these clients the head offices do not know yet. */
    public Mono<List<Move>> pending(Collection<UUID> clients) {
        return database.sql("""
                select p.client_id, (p.facts ->> 'headOffice')::uuid as joined, b.head_office_id as leaving
                from profile p left join branch b on b.client_id = p.client_id
                where p.client_id = any(:clients)
                  and (p.facts ->> 'headOffice')::uuid is distinct from b.head_office_id""")
                .bind("clients", clients.stream().distinct().toArray(UUID[]::new))
                .mapProperties(Move.class).all().collectList();
    }

    public static Set<UUID> headOffices(List<Move> moves) {
        return moves.stream()
                .flatMap(move -> Stream.of(Stream.ofNullable(move.joined()), Stream.ofNullable(move.leaving())))
                .flatMap(office -> office)
                .collect(Collectors.toSet());
    }

    public Mono<Void> note(List<Move> moves) {
        List<Move> joining = moves.stream().filter(move -> move.joined() != null).toList();
        return database.sql("delete from branch where client_id = any(:clients)")
                .bind("clients", moves.stream().map(Move::clientId).toArray(UUID[]::new))
                .then()
                .then(joining.isEmpty()
                        ? Mono.empty()
                        : database.sql("insert into branch select * from unnest(:clients, :offices)")
                                .bind("clients", joining.stream().map(Move::clientId).toArray(UUID[]::new))
                                .bind("offices", joining.stream().map(Move::joined).toArray(UUID[]::new))
                                .then());
    }

    public Flux<Profile.Structure> of(Collection<UUID> headOffices) {
        return database.sql("""
                select office.id as client_id,
                       exists (select from branch b where b.head_office_id = office.id) as has_branches
                from unnest(:offices) as office(id)""")
                .bind("offices", headOffices.toArray(UUID[]::new))
                .mapProperties(Profile.Structure.class).all();
    }
}

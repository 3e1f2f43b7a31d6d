package pl.kartoteka.segment.upkeep;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.definition.Definitions;
import pl.kartoteka.segment.membership.Assessment;
import pl.kartoteka.segment.membership.Cause;
import pl.kartoteka.segment.membership.Memberships;
import pl.kartoteka.segment.profile.Profiles;
import reactor.core.publisher.Mono;

/** Judges exactly the memberships that the passing of time can have changed. */
@Component
class DueTimes {
    private static final long LOCK = 0x4455455F54494DL;
    private static final int CHUNK = 500;

    private final DatabaseClient database;
    private final Definitions definitions;
    private final Profiles profiles;
    private final Memberships memberships;
    private final Clock clock;
    private final Counter flips;

    DueTimes(
            DatabaseClient database,
            Definitions definitions,
            Profiles profiles,
            Memberships memberships,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.definitions = definitions;
        this.profiles = profiles;
        this.memberships = memberships;
        this.clock = clock;
        this.flips = Counter.builder("kartoteka.segment.due").description("Due times that came and were judged")
                .register(meters);
    }

    record Due(UUID clientId, UUID segmentId) {}

    /** Judges the longest overdue; whether there were any. The lock ends with the transaction, however that ends. */
    @Transactional
    public Mono<Boolean> judgeOverdue() {
        return database.sql("select pg_try_advisory_xact_lock(" + LOCK + ")").mapValue(Boolean.class).one()
                .flatMap(alone -> !alone
                        ? Mono.just(false)
                        : definitions.hold()
                                .flatMap(active -> overdue().flatMap(dues -> dues.isEmpty()
                                        ? Mono.just(false)
                                        : judge(active, dues).thenReturn(true))));
    }

    private Mono<List<Due>> overdue() {
        return database.sql("""
                select client_id, segment_id from due where due_at <= :now order by due_at, client_id limit :chunk""")
                .bind("now", clock.instant())
                .bind("chunk", CHUNK)
                .mapProperties(Due.class).all().collectList();
    }

    private Mono<Void> judge(ActiveDefinitions active, List<Due> dues) {
        Map<UUID, Set<UUID>> segments = dues.stream().collect(Collectors.groupingBy(
                Due::clientId, Collectors.mapping(Due::segmentId, Collectors.toSet())));
        return profiles.lock(segments.keySet())
                .flatMap(locked -> memberships.assess(active, locked.values().stream()
                        .map(profile -> new Assessment(
                                profile, segments.getOrDefault(profile.clientId(), Set.of()), Cause.TIME))
                        .toList()))
                .doOnSuccess(_ -> flips.increment(dues.size()));
    }
}

package pl.kartoteka.consent.decision;

import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decisions name a client by id and hold nothing else about the person: they are evidence, and stay. */
@Component
class DecisionData implements HoldsPersonalData {
    private final DatabaseClient database;

    DecisionData(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return database.sql("select count(*) from decision where client_id = :client")
                .bind("client", clientId)
                .mapValue(Long.class)
                .one()
                .map(count -> Erasure.NOTHING.keeping("decisions", count, "ACCOUNTABILITY", null));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return database.sql("""
                select d.id as decision_id, d.client_id, c.purpose_code as purpose, c.channel, d.allowed, d.reason,
                       c.decided_at, c.as_of, c.asked_by
                from decision d join decision_call c on c.id = d.call_id
                where d.client_id = :client order by d.id
                """)
                .bind("client", clientId)
                .mapProperties(KeptDecision.class)
                .all()
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("decisions.json", "Rozstrzygnięcia o kontakcie", found))
                .flux();
    }
}

package pl.kartoteka.gus.privacy;

import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What registers said about the NIP of a client, and where they did not say whose it is, about the REGON that goes with
 * it. It goes with the last client who has that NIP.
 */
@Component
class RegisterAnswerData implements HoldsPersonalData {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient database;
    private final ClientNumbers numbers;
    private final Outbox outbox;

    RegisterAnswerData(DatabaseClient database, ClientNumbers numbers, Outbox outbox) {
        this.database = database;
        this.numbers = numbers;
        this.outbox = outbox;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return numbers.release(clientId)
                .flatMap(nip -> database.sql("""
                        with forgotten as (delete from company where nip = :nip),
                        known as (
                            select distinct left(coalesce(data ->> 'regon', data #>> '{subject,regon}'), 9) as regon
                            from register_answer where nip = :nip),
                        asked as (
                            update lookup_batch_item set number = '', outcome = 'INVALID', reason = 'ERASED', answer_id = null
                            where regexp_replace(number, '\\D', '', 'g') = :nip
                               or left(regexp_replace(number, '\\D', '', 'g'), 9) in (select regon from known)
                                  and length(regexp_replace(number, '\\D', '', 'g')) in (9, 14)),
                        gone as (
                            delete from register_answer
                            where nip = :nip
                               or nip is null and substring(question from '^regon=(\\d{9})') in (select regon from known)
                            returning id)
                        select count(*) from gone
                        """)
                        .bind("nip", nip)
                        .mapValue(Long.class)
                        .one()
                        .delayUntil(_ -> outbox.appendTombstone(CompanyEvent.TOPIC, nip)))
                .map(answers -> Erasure.of("register-answers", answers))
                .defaultIfEmpty(Erasure.NOTHING);
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return numbers.nip(clientId)
                .flatMap(nip -> database.sql("""
                        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('register', register, 'question', question,
                               'outcome', outcome, 'checkedAt', checked_at, 'proof', proof_id, 'data', data)) order by checked_at),
                               '[]')::text
                        from register_answer where nip = :nip
                        """)
                        .bind("nip", nip)
                        .mapValue(String.class)
                        .one())
                .filter(answers -> !answers.equals("[]"))
                .map(answers -> PersonalFile.json("register-answers.json", "Odpowiedzi rejestrów",
                        JSON.readTree(answers)))
                .flux();
    }
}

package pl.kartoteka.consent.asking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.consent.ShownText;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored questions. */
@Component
class ConsentRequests {
    private final DatabaseClient database;

    ConsentRequests(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(Asked asked) {
        List<AskedQuestion> questions = asked.questions();
        return database.sql(
                """
                        with request as (
                            insert into consent_request (id, client_id, language, by_sms, created_at, created_by, expires_at)
                            values (:id, :client, :language, :bySms, :at, :by, :end))
                        insert into consent_request_question
                            (request_id, ordinal, purpose_code, text_language, text_version, consent_version)
                        select :id, ordinal, purpose, language, version, consent
                        from unnest(:purposes, :languages, :versions, :consents)
                             with ordinality as asked (purpose, language, version, consent, ordinal)
                        """)
                .bind("id", asked.id())
                .bind("client", asked.clientId())
                .bind("language", asked.language())
                .bind("bySms", asked.bySms())
                .bind("at", asked.createdAt())
                .bind("by", asked.createdBy())
                .bind("end", asked.expiresAt())
                .bind("purposes", questions.stream().map(AskedQuestion::purpose).toArray(String[]::new))
                .bind("languages", questions.stream().map(question -> question.text().language())
                        .toArray(String[]::new))
                .bind("versions", questions.stream().map(question -> question.text().version())
                        .toArray(Integer[]::new))
                .bind("consents", questions.stream().map(AskedQuestion::consentVersion).toArray(Long[]::new))
                .then();
    }

    Mono<Asked> find(UUID id) {
        return database.sql(
                """
                        select r.id, r.client_id, r.language, r.by_sms, r.created_at, r.created_by, r.expires_at,
                               q.purpose_code, q.text_language, q.text_version, q.consent_version
                        from consent_request r join consent_request_question q on q.request_id = r.id
                        where r.id = :id order by q.ordinal
                        """)
                .bind("id", id)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(ConsentRequests::asked);
    }

    /** What the client was asked, the oldest first. */
    Flux<Asked> ofClient(UUID clientId) {
        return database.sql("select id from consent_request where client_id = :client order by id")
                .bind("client", clientId)
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::find);
    }

    /** How many there were. */
    Mono<Long> forget(UUID clientId) {
        return database.sql("delete from consent_request where client_id = :client")
                .bind("client", clientId)
                .fetch()
                .rowsUpdated();
    }

    private static Asked asked(List<Row> rows) {
        Row first = rows.getFirst();
        return new Asked(
                first.id(),
                first.clientId(),
                first.language(),
                first.bySms(),
                first.createdAt(),
                first.createdBy(),
                first.expiresAt(),
                rows.stream().map(Row::question).toList());
    }

    record Row(
            UUID id,
            UUID clientId,
            String language,
            boolean bySms,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            String purposeCode,
            String textLanguage,
            int textVersion,
            long consentVersion) {

        private AskedQuestion question() {
            return new AskedQuestion(purposeCode, new ShownText(textLanguage, textVersion), consentVersion);
        }
    }
}

package pl.kartoteka.consent.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.PrivacyEvent.ErasedData;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.events.PrivacyEvent.KeptData;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What was asked of the services, and what they answered. */
@Component
class Askings {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = "case_id, client_id, what, round, since_round, asked_at, answered_at, public_key,"
            + " private_key, expires_at";

    private final DatabaseClient database;

    Askings(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(Asking asking) {
        return database.sql("""
                insert into privacy_asking (case_id, client_id, what, round, since_round, asked_at, public_key, private_key)
                values (:case, :client, :what, :round, :since, :at, :public, :private)
                """)
                .bind("case", asking.caseId())
                .bind("client", asking.clientId())
                .bind("what", asking.what().name())
                .bind("round", asking.round())
                .bind("since", asking.sinceRound())
                .bind("at", asking.askedAt())
                .bind("public", Parameters.in(R2dbcType.VARCHAR, asking.publicKey()))
                .bind("private", asking.privateKey() == null ? Parameters.in(byte[].class) : asking.privateKey())
                .then();
    }

    Mono<Asking> of(UUID caseId) {
        return database.sql("select " + COLUMNS + " from privacy_asking where case_id = :case")
                .bind("case", caseId)
                .mapProperties(Asking.class)
                .one();
    }

    /** Cases whose answers have been missing for that long. Not locked: whoever goes on locks the case first. */
    Flux<UUID> late(Instant askedBefore, int limit) {
        return database.sql("""
                select case_id from privacy_asking where answered_at is null and asked_at < :before order by asked_at limit :limit
                """)
                .bind("before", askedBefore)
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    /** Asks once more; empty when everything was answered, or somebody asked again, meanwhile. */
    Mono<Asking> askAgain(UUID caseId, Instant askedBefore, Instant now) {
        return database.sql("""
                update privacy_asking set round = round + 1, asked_at = :now
                where case_id = :case and answered_at is null and asked_at < :before
                returning\s""" + COLUMNS)
                .bind("case", caseId)
                .bind("before", askedBefore)
                .bind("now", now)
                .mapProperties(Asking.class)
                .one();
    }

    /** Every erasure there was. Not locked: whoever goes on locks the cases first. */
    Flux<Asking> erasures() {
        return database.sql("select " + COLUMNS + " from privacy_asking where what = 'ERASURE' order by case_id")
                .mapProperties(Asking.class)
                .all();
    }

    /** As {@link #erasures}, those of the clients. */
    Flux<Asking> erasuresOf(Collection<UUID> clientIds) {
        return database.sql("select " + COLUMNS + """
                 from privacy_asking where what = 'ERASURE' and client_id = any (:clients) order by case_id
                """)
                .bind("clients", clientIds.toArray(UUID[]::new))
                .mapProperties(Asking.class)
                .all();
    }

    /** The erasure is to be carried out again, and answered anew; unless it was asked for or answered after that change. */
    Mono<Asking> applyErasureAgain(UUID caseId, @Nullable Instant changedAt, Instant now) {
        return database.sql("""
                update privacy_asking set round = round + 1, since_round = round + 1, asked_at = :now, answered_at = null
                where case_id = :case and (cast(:changed as timestamptz) is null or answered_at < :changed)
                returning\s""" + COLUMNS)
                .bind("case", caseId)
                .bind("changed", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, changedAt))
                .bind("now", now)
                .mapProperties(Asking.class)
                .one();
    }

    Mono<Void> answered(UUID caseId, Instant at, @Nullable Duration kept) {
        return database.sql("update privacy_asking set answered_at = :at, expires_at = :expires where case_id = :case")
                .bind("case", caseId)
                .bind("at", at)
                .bind("expires", Parameters.in(
                        R2dbcType.TIMESTAMP_WITH_TIME_ZONE, kept == null ? null : at.plus(kept)))
                .then();
    }

    /** Keeps the newest receipt of each service. */
    Mono<Void> keep(ErasureReceipt receipt) {
        return database.sql("""
                insert into erasure_receipt as known (case_id, service, round, erased_at, erased, kept)
                values (:case, :service, :round, :at, cast(:erased as jsonb), cast(:kept as jsonb))
                on conflict (case_id, service) do update
                set round = excluded.round, erased_at = excluded.erased_at, erased = excluded.erased, kept = excluded.kept
                where known.round < excluded.round
                """)
                .bind("case", receipt.requestId())
                .bind("service", receipt.service())
                .bind("round", receipt.round())
                .bind("at", receipt.erasedAt())
                .bind("erased", JSON.writeValueAsString(receipt.erased()))
                .bind("kept", JSON.writeValueAsString(receipt.kept()))
                .then();
    }

    Flux<Receipt> receipts(UUID caseId, int sinceRound) {
        return database.sql("""
                select service, round, erased_at, erased::text as erased, kept::text as kept from erasure_receipt
                where case_id = :case and round >= :since order by service
                """)
                .bind("case", caseId)
                .bind("since", sinceRound)
                .mapProperties(ReceiptRow.class)
                .all()
                .map(ReceiptRow::receipt);
    }

    /** Keeps a part as sealed as it came; one that is here changes nothing. */
    Mono<Void> keep(ExportPart part) {
        String sealed = part.sealed();
        return database.sql("""
                insert into export_part (case_id, service, round, number, last, sealed)
                values (:case, :service, :round, :number, :last, :sealed) on conflict do nothing
                """)
                .bind("case", part.requestId())
                .bind("service", part.service())
                .bind("round", part.round())
                .bind("number", part.number())
                .bind("last", part.last())
                .bind("sealed", sealed == null ? Parameters.in(byte[].class) : Base64.getDecoder().decode(sealed))
                .then();
    }

    /** Services that have handed out everything, each with the first round in which it did. */
    Flux<Complete> complete(UUID caseId) {
        return database.sql("""
                select distinct on (service) service, round from (
                    select service, round from export_part where case_id = :case
                    group by service, round having bool_or(last) and count(*) = max(number) + 1) as whole
                order by service, round
                """)
                .bind("case", caseId)
                .mapProperties(Complete.class)
                .all();
    }

    Flux<Part> parts(UUID caseId, Complete of) {
        return database.sql("""
                select service, round, number, sealed from export_part
                where case_id = :case and service = :service and round = :round and sealed is not null order by number
                """)
                .bind("case", caseId)
                .bind("service", of.service())
                .bind("round", of.round())
                .mapProperties(Part.class)
                .all();
    }

    /** Cases whose archive has had its time. */
    Flux<UUID> expired(Instant now, int limit) {
        return database.sql("""
                select case_id from privacy_asking where private_key is not null and expires_at < :now limit :limit
                """)
                .bind("now", now)
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    /** Removes parts and key; copies that lie in topics or backups cannot be opened any more. Whether there was a key. */
    Mono<Boolean> eraseArchive(UUID caseId) {
        return database.sql("delete from export_part where case_id = :case")
                .bind("case", caseId)
                .then()
                .then(database.sql("""
                        update privacy_asking set private_key = null, answered_at = coalesce(answered_at, asked_at)
                        where case_id = :case and private_key is not null
                        """)
                        .bind("case", caseId)
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows == 1));
    }

    Mono<Long> countMissing() {
        return database.sql("select count(*) from privacy_asking where answered_at is null").mapValue(Long.class).one();
    }

    record Complete(String service, int round) {}

    record Part(String service, int round, int number, byte[] sealed) {
        @Override
        public String toString() {
            return "Part[" + service + ", " + number + "]";
        }
    }

    record ReceiptRow(String service, int round, Instant erasedAt, String erased, String kept) {
        Receipt receipt() {
            return new Receipt(service, round, erasedAt, list(erased, ErasedData[].class),
                    list(kept, KeptData[].class));
        }

        private static <T> List<T> list(String json, Class<T[]> type) {
            return Arrays.asList(JSON.readValue(json, type));
        }
    }
}

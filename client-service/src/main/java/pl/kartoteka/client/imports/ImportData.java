package pl.kartoteka.client.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What refused rows said of a client. Erased is whatever may be about the person, by number, e-mail, phone or name; handed out is only
 * what certainly is.
 */
@Component
class ImportData implements HoldsPersonalData {
    private final DatabaseClient database;
    private final PersonMarks marks;
    private final JsonMapper mapper;

    ImportData(DatabaseClient database, PersonMarks marks, JsonMapper mapper) {
        this.database = database;
        this.marks = marks;
        this.mapper = mapper;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return cards(clientId)
                .collectList()
                .flatMap(cards -> database
                        .sql("update client_import_error set value = :mask, about = null where about && :marks")
                        .bind("mask", ImportChunk.MASK)
                        .bind("marks", marks(clientId, cards).toArray(String[]::new))
                        .fetch().rowsUpdated())
                .map(count -> Erasure.of("refused-rows", count));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return cards(clientId)
                .map(card -> marks.ofClient(card.id()))
                .collectList()
                .flatMapMany(about -> database.sql("""
                        select column_name as column, value, code from client_import_error where about && :marks
                        order by import_id, line, position
                        """)
                        .bind("marks", about.toArray(String[]::new))
                        .mapProperties(Told.class)
                        .all())
                .collectList()
                .filter(told -> !told.isEmpty())
                .map(told -> PersonalFile.json("refused-rows.json", "Odrzucone wiersze importów", told))
                .flux();
    }

    private Set<String> marks(UUID clientId, List<Card> cards) {
        var about = new HashSet<>(Set.of(marks.ofClient(clientId)));
        cards.forEach(card -> {
            about.add(marks.ofClient(card.id()));
            about.addAll(marks.of(mapper.readTree(card.card())));
        });
        return about;
    }

    /** Of the client and of whoever was merged into it. */
    private Flux<Card> cards(UUID clientId) {
        return database.sql("""
                with recursive same(id) as (
                    select cast(:id as uuid) union select m.id from client m join same on m.merged_into = same.id)
                select id, card::text as card from client join same using (id)
                """)
                .bind("id", clientId)
                .mapProperties(Card.class)
                .all();
    }

    record Card(UUID id, String card) {}

    record Told(@Nullable String column, @Nullable String value, String code) {}
}
